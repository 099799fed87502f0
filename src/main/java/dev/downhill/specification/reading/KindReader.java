package dev.downhill.specification.reading;

import dev.downhill.engine.catalog.Catalogue;
import dev.downhill.engine.catalog.Kind;
import dev.downhill.engine.catalog.OptionField;
import dev.downhill.engine.catalog.OptionType;
import dev.downhill.engine.nn.activation.Activation;
import dev.downhill.engine.nn.activation.Activations;
import dev.downhill.engine.nn.init.Initializer;
import dev.downhill.engine.nn.init.Initializers;
import dev.downhill.specification.fault.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
        return read(catalogue, fields, defaultName, name -> {
            throw new IllegalStateException(name + ": nothing reads such a list");
        });
    }

    /**
     * Returns the record that the fields describe, as {@link #read(Catalogue, Fields, String)} does.
     *
     * @param lists returns the entries of an option that is a list of them, or null after saying what is wrong
     */
    static <T> @Nullable T read(
            Catalogue<T> catalogue,
            Fields fields,
            @Nullable String defaultName,
            Function<String, @Nullable Object> lists) {
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
                            + String.join(", ", catalogue.names())
                            + (name == null ? "" : Suggestion.question(name, catalogue.names())));
            fields.acceptOthers();
            return null;
        }
        fields.filled().put("type", name);
        List<Object> values = new ArrayList<>();
        for (OptionField option : kind.options()) {
            Object value =
                    option.type() instanceof OptionType.Entries ? lists.apply(option.name()) : value(option, fields);
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
        return switch (option.type()) {
            case OptionType.Flag flag ->
                fields.flag(option.name(), Boolean.parseBoolean(option.option().defaultsTo()));
            case OptionType.Int32 whole -> {
                Long number = whole(option, fields, Integer.MAX_VALUE);
                yield number == null ? null : number.intValue();
            }
            case OptionType.Int64 whole -> whole(option, fields, 1L << 62);
            case OptionType.Real real -> real(option, fields);
            case OptionType.Reals reals -> numbers(option, fields);
            case OptionType.Sizes sizes -> SizesReader.sizes(option, fields);
            case OptionType.Wholes wholes -> SizesReader.wholes(option, fields);
            case OptionType.Entries entries -> throw new IllegalStateException("read with its layer");
            case OptionType.Entry entry -> entry(entry.of(), option, fields);
        };
    }

    private static @Nullable Object entry(Class<?> of, OptionField option, Fields fields) {
        String defaultJson = option.option().defaultsTo();
        if (of == Activation.class) {
            return nested(Activations.CATALOGUE, fields, option.name(), defaultJson.isEmpty() ? "{}" : defaultJson);
        }
        if (of == Initializer.class) {
            return nested(Initializers.CATALOGUE, fields, option.name(), defaultJson);
        }
        throw new IllegalStateException(option.name() + ": there is no catalogue of " + of);
    }

    /** Returns the value as it is given, or the default; null where it is required and missing, after saying so. */
    private static @Nullable JsonNode given(OptionField option, Fields fields) {
        if (option.required()) {
            return fields.required(option.name());
        }
        JsonNode given = fields.optional(option.name());
        return given == null ? JSON.readTree(option.option().defaultsTo()) : given;
    }

    private static @Nullable Double real(OptionField option, Fields fields) {
        JsonNode node = given(option, fields);
        Double number = node == null ? null : number(option, node, fields, fields.pointer(option.name()));
        if (number != null) {
            fields.filled().put(option.name(), number);
        }
        return number;
    }

    private static @Nullable Long whole(OptionField option, Fields fields, long max) {
        if (given(option, fields) == null) {
            return null;
        }
        long least = (long) Math.max(option.option().min(), Integer.MIN_VALUE);
        long most = (long) Math.min(option.option().max(), (double) max);
        long defaultValue =
                option.required() ? least : Long.parseLong(option.option().defaultsTo());
        return fields.whole(option.name(), defaultValue, least, most);
    }

    /** The greatest number of numbers in a list whose default gives no length. */
    private static final int MOST_NUMBERS = 100_000;

    /** A default of some numbers gives the length, an empty one leaves it open, and a number stands for a list of one. */
    private static @Nullable List<Double> numbers(OptionField option, Fields fields) {
        JsonNode node = given(option, fields);
        JsonNode model = JSON.readTree(option.option().defaultsTo());
        boolean open = model.isEmpty();
        boolean one = model.isNumber() && node != null && node.isNumber();
        boolean array =
                node != null && node.isArray() && (open ? node.size() <= MOST_NUMBERS : node.size() == model.size());
        if (node == null || !one && !array) {
            String what = model.isNumber()
                    ? "a number or an array of numbers"
                    : open ? "an array of numbers" : "an array of " + model.size() + " numbers";
            fields.refuse(option.name(), "type", "'" + option.name() + "' is " + what);
            return null;
        }
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < (one ? 1 : node.size()); i++) {
            String pointer = fields.pointer(option.name()) + (one ? "" : "/" + i);
            Double number = number(option, one ? node : node.get(i), fields, pointer);
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
