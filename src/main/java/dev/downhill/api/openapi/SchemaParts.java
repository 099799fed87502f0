package dev.downhill.api.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
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
}
