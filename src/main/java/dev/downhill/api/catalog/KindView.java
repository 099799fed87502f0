package dev.downhill.api.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.downhill.engine.catalog.Kind;
import dev.downhill.engine.catalog.OptionField;
import dev.downhill.engine.catalog.OptionType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An entry of a catalogue as JSON shows it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record KindView(String name, String text, String source, List<OptionView> options) {

    /**
     * An option.
     *
     * @param defaultsTo the default as JSON; absent where it must be given
     * @param bounds in words
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record OptionView(
            String name,
            String type,
            String text,

            @JsonProperty("default") @JsonRawValue @Schema(implementation = Object.class) @Nullable
            String defaultsTo,

            String bounds,
            boolean required) {

        static OptionView of(OptionField field) {
            return new OptionView(
                    field.name(),
                    typeName(field.type()),
                    field.option().value(),
                    field.required() ? null : field.option().defaultsTo(),
                    field.bounds(),
                    field.required());
        }

        private static String typeName(OptionType type) {
            return switch (type) {
                case OptionType.Flag flag -> "boolean";
                case OptionType.Int32 whole -> "integer";
                case OptionType.Int64 whole -> "integer";
                case OptionType.Real real -> "number";
                case OptionType.Reals reals -> "numbers";
                case OptionType.Sizes sizes -> "sizes";
                case OptionType.Wholes wholes -> "integers";
                case OptionType.Entries entries -> entries.of().getSimpleName().toLowerCase(Locale.ROOT) + "s";
                case OptionType.Entry entry -> entry.of().getSimpleName().toLowerCase(Locale.ROOT);
            };
        }
    }

    static KindView of(Kind<?> kind) {
        return new KindView(
                kind.name(),
                kind.text(),
                kind.source(),
                kind.options().stream().map(OptionView::of).toList());
    }
}
