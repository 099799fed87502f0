package dev.downhill.specification.reading;

import dev.downhill.engine.catalog.Catalogue;
import dev.downhill.engine.catalog.Kind;
import dev.downhill.engine.catalog.OptionField;
import dev.downhill.engine.nn.activation.Activation;
import dev.downhill.engine.nn.activation.Activations;
import dev.downhill.engine.nn.init.Initializer;
import dev.downhill.engine.nn.init.Initializers;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An entry of a catalogue, read from {@code {"type": name, option: value, ...}}. */
final class KindReader {
    private static final JsonMapper JSON = new JsonMapper();

    private KindReader() {}

    /**
     * Returns the record that a field of a job describes, by name alone or as an object.
     *
     * @param defaultJson what stands for an absent field
     * @param alternatives fields that would say it in another form, and may be null
     * @return null after saying what is wrong
     */
    static <T> @Nullable T nested(
            Catalogue<T> catalogue, Fields parent, String field, String defaultJson, String... alternatives) {
        JsonNode given = parent.optional(field);
        JsonNode node = given == null ? JSON.readTree(defaultJson) : given;
        ObjectNode object;
        if (node.isString()) {
            object = JSON.createObjectNode();
            object.set("type", node);
        } else if (node instanceof ObjectNode options) {
            object = options;
        } else {
            parent.refuse(field, "type", "'" + field + "' must be a name or an object, not " + Fields.kindOf(node));
            return null;
        }
        var fields = new Fields(object, parent.pointer(field), parent.faults());
        JsonNode fallbackNode = JSON.readTree(defaultJson);
        String fallback = fallbackNode.isString() ? fallbackNode.stringValue() : null;
        T read = read(catalogue, fields, fallback);
        fields.askNull(alternatives);
        fields.refuseOthers();
        parent.fill(field, fields.filled());
        return read;
    }

    /**
     * Returns the record that the fields describe; the caller refuses the fields that are left.
     *
     * @param defaultName the type where none is given, or null where one must be
     * @return null after saying what is wrong
     */
    static <T> @Nullable T read(Catalogue<T> catalogue, Fields fields, @Nullable String defaultName) {
        JsonNode type = defaultName == null ? fields.required("type") : fields.optional("type");
        if (type == null && defaultName == null) {
            fields.acceptOthers();
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
            Object value = value(option, fields);
            if (value != null) {
                values.add(value);
            }
        }
        if (values.size() < kind.options().size()) {
            return null;
        }
        try {
            return kind.create(values);
        } catch (IllegalArgumentException e) {
            fields.faults().add(fields.pointer(), "options", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Returns the value of an option, or null after saying what is wrong. */
    private static @Nullable Object value(OptionField option, Fields fields) {
        String defaultJson = option.option().defaultsTo();
        if (option.type() == Activation.class) {
            return nested(Activations.CATALOGUE, fields, option.name(), defaultJson.isEmpty() ? "{}" : defaultJson);
        }
        if (option.type() == Initializer.class) {
            return nested(Initializers.CATALOGUE, fields, option.name(), defaultJson);
        }
        if (option.type() == boolean.class) {
            return fields.flag(option.name(), Boolean.parseBoolean(defaultJson));
        }
        JsonNode given = option.required() ? fields.required(option.name()) : fields.optional(option.name());
        if (given == null && option.required()) {
            return null;
        }
        JsonNode node = given == null ? JSON.readTree(defaultJson) : given;
        if (option.type() == double.class) {
            Double number = number(option, node, fields, fields.pointer(option.name()));
            if (number != null) {
                fields.filled().put(option.name(), number);
            }
            return number;
        }
        if (option.type() == int.class || option.type() == long.class) {
            return whole(option, fields);
        }
        if (option.type() instanceof ParameterizedType) {
            return numbers(option, node, fields);
        }
        throw new IllegalStateException(option.name() + ": no option is of " + option.type());
    }

    private static @Nullable Object whole(OptionField option, Fields fields) {
        double max = option.type() == int.class ? Integer.MAX_VALUE : 0x1p62;
        long least = (long) Math.max(option.option().min(), Integer.MIN_VALUE);
        long most = (long) Math.min(option.option().max(), max);
        long defaultValue =
                option.required() ? least : Long.parseLong(option.option().defaultsTo());
        long number = fields.whole(option.name(), defaultValue, least, most);
        if (option.type() == int.class) {
            return (int) number;
        }
        return number;
    }

    private static @Nullable List<Double> numbers(OptionField option, JsonNode node, Fields fields) {
        int length = JSON.readTree(option.option().defaultsTo()).size();
        if (!node.isArray() || node.size() != length) {
            fields.refuse(option.name(), "type", "'" + option.name() + "' is an array of " + length + " numbers");
            return null;
        }
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Double number = number(option, node.get(i), fields, fields.pointer(option.name()) + "/" + i);
            if (number == null) {
                return null;
            }
            numbers.add(number);
        }
        fields.fill(option.name(), node);
        return numbers;
    }

    private static @Nullable Double number(OptionField option, JsonNode node, Fields fields, String pointer) {
        Double number = new NumberReader(fields.faults()).number(node, pointer);
        if (number != null && !option.accepts(number)) {
            fields.faults()
                    .add(
                            pointer,
                            "range",
                            "'" + option.name() + "' is " + Fields.written(node) + "; it is " + option.bounds());
            return null;
        }
        return number;
    }
}
