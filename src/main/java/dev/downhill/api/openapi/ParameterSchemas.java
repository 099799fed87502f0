package dev.downhill.api.openapi;

import dev.downhill.api.EnumParameters;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;

/** Lists the words of a parameter that names a constant of an enum. A parameter may be absent, but it is never null. */
@Component
class ParameterSchemas implements ParameterCustomizer {
    @Override
    public @Nullable Parameter customize(@Nullable Parameter parameter, MethodParameter method) {
        // What is not a parameter of the request, such as the memory that it charges, is null here.
        Schema<?> schema = parameter == null ? null : parameter.getSchema();
        if (schema != null && schema.getTypes() != null && schema.getTypes().contains("null")) {
            schema.setTypes(schema.getTypes().stream()
                    .filter(type -> !type.equals("null"))
                    .collect(Collectors.toSet()));
        }
        if (parameter != null && schema != null && method.getParameterType().isEnum()) {
            var words = new StringSchema();
            Arrays.stream(method.getParameterType().getEnumConstants())
                    .forEach(constant -> words.addEnumItem(EnumParameters.word((Enum<?>) constant)));
            Object usual = schema.getDefault();
            if (usual != null) {
                words.setDefault(usual instanceof Enum<?> constant ? EnumParameters.word(constant) : usual.toString());
            }
            parameter.setSchema(words);
        }
        return parameter;
    }
}
