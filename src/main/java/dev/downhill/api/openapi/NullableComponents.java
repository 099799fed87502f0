package dev.downhill.api.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of each component of a record that is {@code @Nullable}, and of its elements, that an answer may have null there. */
@Component
class NullableComponents implements ModelConverter {
    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> raw = Json.mapper().constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord()) {
            String reference = schema.get$ref();
            Schema<?> described = reference == null
                    ? schema
                    : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
            if (described != null && described.getProperties() != null) {
                mark(described.getProperties(), raw);
            }
        }
        return schema;
    }

    @SuppressWarnings("rawtypes")
    private static void mark(Map<String, Schema> properties, Class<?> of) {
        for (RecordComponent component : of.getRecordComponents()) {
            JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = named == null ? component.getName() : named.value();
            properties.computeIfPresent(name, (key, schema) -> {
                if (!isDescribed(component)) {
                    SchemaParts.anyOfThem(schema);
                }
                return marked(schema, component.getAnnotatedType());
            });
        }
    }

    /** A union that an annotation lists is one of types that exclude each other. */
    private static boolean isDescribed(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(io.swagger.v3.oas.annotations.media.Schema.class);
    }

    private static Schema<?> marked(Schema<?> schema, java.lang.reflect.AnnotatedType type) {
        if (type instanceof AnnotatedWildcardType some) {
            return marked(schema, some.getAnnotatedUpperBounds()[0]);
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            java.lang.reflect.AnnotatedType last =
                    generic.getAnnotatedActualTypeArguments()[generic.getAnnotatedActualTypeArguments().length - 1];
            if (schema.getItems() != null) {
                schema.setItems(marked(schema.getItems(), last));
            } else if (schema.getAdditionalProperties() instanceof Schema<?> values) {
                schema.setAdditionalProperties(marked(values, last));
            }
        }
        return type.isAnnotationPresent(Nullable.class) ? SchemaParts.orNull(schema) : schema;
    }
}
