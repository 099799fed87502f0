package dev.downhill.training.specification;

import dev.downhill.engine.catalog.Catalogue;
import dev.downhill.engine.catalog.Kind;
import dev.downhill.engine.catalog.OptionField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An entry of a catalogue, read from {@code {"type": name, option: value, ...}}. */
final class KindReader {
    private static final JsonMapper DEFAULTS = new JsonMapper();

    private KindReader() {}

    /**
     * Returns the record that the fields describe; the caller refuses the fields that are left.
     *
     * @param defaultName the type where none is given, or null where one must be
     * @return null after saying what is wrong
     */
    static <T> @Nullable T read(Catalogue<T> catalogue, Fields fields, @Nullable String defaultName) {
        JsonNode type = defaultName == null ? fields.required("type") : fields.optional("type");
        if (type == null && defaultName == null) {
            return null;
        }
        String name = type == null ? defaultName : type.isString() ? type.stringValue() : "";
        Kind<T> kind = name == null ? null : catalogue.named(name);
        if (kind == null || name == null) {
            fields.refuse(
                    "type",
                    "unknownType",
                    "there is no " + catalogue.what() + " " + (type == null ? "" : Fields.shown(type)) + "; there are "
                            + String.join(", ", catalogue.names()));
            fields.acceptOthers();
            return null;
        }
        fields.filled().put("type", name);
        List<Object> values = new ArrayList<>();
        for (OptionField option : kind.options()) {
            values.add(value(option, fields));
        }
        try {
            return kind.create(values);
        } catch (IllegalArgumentException e) {
            fields.faults().add(fields.pointer(), "options", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Object value(OptionField option, Fields fields) {
        if (option.type() == boolean.class) {
            return fields.flag(
                    option.name(), Boolean.parseBoolean(option.option().defaultsTo()));
        }
        if (option.type() == double.class) {
            return number(option, fields);
        }
        throw new IllegalStateException(option.name() + ": no option is of " + option.type());
    }

    private static double number(OptionField option, Fields fields) {
        JsonNode given = option.required() ? fields.required(option.name()) : fields.optional(option.name());
        double fallback = option.required()
                ? 0
                : DEFAULTS.readTree(option.option().defaultsTo()).doubleValue();
        double number = fallback;
        if (given != null) {
            Double read = new Numbers(fields.faults()).number(given, fields.pointer(option.name()));
            if (read != null && !option.accepts(read)) {
                fields.refuse(
                        option.name(), "range", "'" + option.name() + "' is " + given + "; it is " + option.bounds());
            } else if (read != null) {
                number = read;
            }
        }
        fields.filled().put(option.name(), number);
        return number;
    }
}
