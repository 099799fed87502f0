package dev.downhill.api.openapi;

import dev.downhill.api.EnumParameters;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Arrays;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;

/** Lists the words of a parameter that names a constant of an enum. */
@Component
class EnumParameterSchemas implements ParameterCustomizer {
    @Override
    public Parameter customize(Parameter parameter, MethodParameter method) {
        if (method.getParameterType().isEnum() && parameter.getSchema() != null) {
            var words = new StringSchema();
            Arrays.stream(method.getParameterType().getEnumConstants())
                    .forEach(constant -> words.addEnumItem(EnumParameters.word((Enum<?>) constant)));
            if (parameter.getSchema().getDefault() instanceof Enum<?> usual) {
                words.setDefault(EnumParameters.word(usual));
            }
            parameter.setSchema(words);
        }
        return parameter;
    }
}
