package dev.downhill.api.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Schemas of single values. */
final class SchemaParts {
    private SchemaParts() {}

    static Schema<?> reference(String name) {
        return new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + name);
    }

    static Schema<?> number(String description) {
        return new Schema<Double>().types(Set.of("number")).format("double").description(description);
    }

    static Schema<?> whole(String description) {
        return new Schema<Long>().types(Set.of("integer")).format("int64").description(description);
    }

    static Schema<?> flag(String description) {
        return new Schema<Boolean>().types(Set.of("boolean")).description(description);
    }

    static Schema<?> text(String description) {
        return new Schema<String>().types(Set.of("string")).description(description);
    }

    /** Returns the schema of one of some words. */
    static Schema<?> oneOf(String description, String... words) {
        return new Schema<String>()
                .types(Set.of("string"))
                ._enum(List.of(words))
                .description(description);
    }

    /** Returns the schema of the same values and null. */
    @SuppressWarnings("unchecked")
    static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            Schema<Object> either = new Schema<>();
            either.description(schema.getDescription());
            either.addOneOfItem(new Schema<>().$ref(schema.get$ref()));
            either.addOneOfItem(new Schema<>().types(Set.of("null")));
            return either;
        }
        if (schema.getAnyOf() != null) {
            schema.addAnyOfItem(new Schema<>().types(Set.of("null")));
            return schema;
        }
        Set<String> types = schema.getTypes();
        if (types != null && !types.contains("null")) {
            Set<String> wider = new LinkedHashSet<>(types);
            wider.add("null");
            schema.setTypes(wider);
            if (schema.getEnum() != null) {
                List<Object> values = new ArrayList<>(schema.getEnum());
                values.add(null);
                ((Schema<Object>) schema).setEnum(values);
            }
        }
        return schema;
    }

    /** Makes a union of records, of which an answer may fit several because no field is required, one that permits this. */
    static void anyOfThem(Schema<?> schema) {
        if (schema.getOneOf() != null) {
            schema.setAnyOf(schema.getOneOf());
            schema.setOneOf(null);
        }
    }
}
