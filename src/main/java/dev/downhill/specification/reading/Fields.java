package dev.downhill.specification.reading;

import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.fault.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object, read one by one.
 *
 * <p>A wrong value is reported at its pointer and reading continues with the default. Each value that is read, or was
 * left out and has a default, goes into {@link #filled()}. At the end {@link #refuseOthers()} refuses the fields that
 * nobody asked for. Why specifications are read so says docs/decisions/0003-specifications-are-read-by-hand.md.
 */
public final class Fields {
    private static final int MOST_LISTED = 40;
    private static final int MOST_SHOWN = 60;

    private final ObjectNode object;
    private final String pointer;
    private final Faults faults;
    private final ObjectNode filled;
    private final Set<String> asked = new LinkedHashSet<>();

    Fields(ObjectNode object, String pointer, Faults faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
        this.filled = object.objectNode();
    }

    /**
     * Returns the fields of a request's body.
     *
     * @param what the body is, such as {@code a sweep}
     * @param faults receives what is wrong
     * @throws dev.downhill.specification.fault.InvalidSpecification if the body is not an object
     */
    public static Fields of(JsonNode body, String what, Faults faults) {
        if (body instanceof ObjectNode object) {
            return new Fields(object, "", faults);
        }
        faults.add("", "type", what + " must be an object, not " + kindOf(body));
        faults.throwIfAny();
        throw new IllegalStateException("unreachable");
    }

    /** Returns the object itself. */
    public ObjectNode json() {
        return object;
    }

    /** Returns the object with every default filled in, in the order in which the fields were asked for. */
    ObjectNode filled() {
        return filled;
    }

    Faults faults() {
        return faults;
    }

    /** Returns the pointer of one of the fields. */
    String pointer(String field) {
        return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
    }

    /** Returns the pointer of the object. */
    String pointer() {
        return pointer;
    }

    /**
     * Adds a fault at a field, which need not be there.
     *
     * @throws dev.downhill.specification.fault.InvalidSpecification if that makes {@link Faults#MOST}
     */
    public void refuse(String field, String code, String message) {
        faults.add(pointer(field), code, message);
    }

    /** Returns a field as it stands, or null where it is absent or null. It counts as asked for. */
    @Nullable
    public JsonNode optional(String field) {
        asked.add(field);
        return peek(field);
    }

    /** Returns a field as it stands without asking for it, or null where it is absent or null. */
    @Nullable
    JsonNode peek(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    /** Counts a field as asked for. */
    void ask(String field) {
        asked.add(field);
    }

    /** Counts fields as asked for where they are null: those that would exclude one that is given. */
    void askNull(String... fields) {
        for (String field : fields) {
            if (peek(field) == null) {
                ask(field);
            }
        }
    }

    /** Returns a finite number, or null where it is absent or, after saying so, none; it is not filled in. */
    @Nullable
    Double number(String field) {
        JsonNode value = optional(field);
        return value == null ? null : new NumberReader(faults).number(value, pointer(field));
    }

    /** Returns a finite number that is at least 0; the default where it is absent. */
    double numberFromZero(String field, double defaultValue) {
        return number(field, defaultValue, number -> number >= 0, "at least 0");
    }

    /** Returns a finite number greater than 0; the default where it is absent. */
    double positive(String field, double defaultValue) {
        return number(field, defaultValue, number -> number > 0, "greater than 0");
    }

    /**
     * Returns a finite number; the default where it is absent.
     *
     * @param bounds in words, such as {@code at least 0}
     */
    double number(String field, double defaultValue, DoublePredicate accepted, String bounds) {
        Double given = number(field);
        double number = given == null ? defaultValue : given;
        if (!accepted.test(number)) {
            refuse(field, "range", "'" + field + "' is " + number + "; it is " + bounds);
            return defaultValue;
        }
        filled.put(field, number);
        return number;
    }

    /** Returns a field as it stands, or null after saying that it is missing. It counts as asked for. */
    @Nullable
    public JsonNode required(String field) {
        JsonNode value = optional(field);
        if (value == null) {
            refuse(field, "required", "'" + field + "' is required");
        }
        return value;
    }

    /**
     * Returns the fields of an object, or null where it is absent or, after saying so, no object.
     *
     * @return fields whose pointers and faults are those of this object
     */
    @Nullable
    public Fields object(String field) {
        JsonNode value = optional(field);
        if (value instanceof ObjectNode node) {
            return new Fields(node, pointer(field), faults);
        }
        if (value != null) {
            refuse(field, "type", "'" + field + "' must be an object, not " + kindOf(value));
        }
        return null;
    }

    /** Keeps a value that was read from a field, for {@link #filled()}. */
    void fill(String field, JsonNode value) {
        filled.set(field, value);
    }

    /**
     * Returns a text, or null where it is absent or, after saying so, no text. A text that is too long is reported and
     * returned.
     *
     * @param maxLength in UTF-16 units
     */
    @Nullable
    public String text(String field, int maxLength) {
        JsonNode value = optional(field);
        if (value == null) {
            filled.putNull(field);
            return null;
        }
        if (!value.isString()) {
            refuse(field, "type", "'" + field + "' must be a text, not " + kindOf(value));
            return null;
        }
        String text = value.stringValue();
        if (text.length() > maxLength) {
            refuse(
                    field,
                    "tooLong",
                    "'" + field + "' has " + text.length() + " characters; at most " + maxLength + " are accepted");
        }
        filled.put(field, text);
        return text;
    }

    /** Returns true or false; the default where it is absent or, after saying so, neither. */
    public boolean flag(String field, boolean defaultValue) {
        JsonNode value = optional(field);
        if (value != null && !value.isBoolean()) {
            refuse(field, "type", "'" + field + "' must be true or false, not " + kindOf(value));
        }
        boolean flag = (value != null && value.isBoolean()) ? value.booleanValue() : defaultValue;
        filled.put(field, flag);
        return flag;
    }

    /**
     * Returns a whole number, which may be written as {@code 10}, {@code 1e1} or {@code 10.0}.
     *
     * @param min the least number that is accepted.
     * @param max the greatest number that is accepted.
     * @return the default where it is absent or, after saying so, not such a number.
     */
    public long whole(String field, long defaultValue, long min, long max) {
        JsonNode value = optional(field);
        long number = defaultValue;
        if (value != null) {
            Long read = wholeNumber(value);
            if (!value.isNumber()) {
                refuse(field, "type", "'" + field + "' must be a whole number, not " + kindOf(value));
            } else if (read == null) {
                refuse(field, "type", "'" + field + "' must be a whole number, not " + written(value));
            } else if (read < min || read > max) {
                refuse(field, "range", "'" + field + "' is " + read + "; it must lie between " + min + " and " + max);
            } else {
                number = read;
            }
        }
        filled.put(field, number);
        return number;
    }

    private static @Nullable Long wholeNumber(JsonNode value) {
        if (!value.isNumber() || !Double.isFinite(NumberReader.nearestDouble(value))) {
            return null;
        }
        try {
            return value.decimalValue().longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /**
     * Returns the constant whose name in lower case the field gives; the default where it is absent or, after saying
     * so, none.
     */
    public <E extends Enum<E>> E choice(String field, Class<E> type, E defaultValue) {
        JsonNode value = optional(field);
        E chosen = defaultValue;
        if (value != null) {
            E found = null;
            List<String> names = new ArrayList<>();
            for (E constant : type.getEnumConstants()) {
                String name = constant.name().toLowerCase(Locale.ROOT);
                names.add(name);
                if (value.isString() && value.stringValue().equals(name)) {
                    found = constant;
                }
            }
            if (found == null) {
                refuse(
                        field,
                        "choice",
                        "'" + field + "' must be one of " + String.join(", ", names) + ", not " + shown(value));
            } else {
                chosen = found;
            }
        }
        filled.put(field, chosen.name().toLowerCase(Locale.ROOT));
        return chosen;
    }

    /** Lets every other field pass, because what they mean is not known. */
    void acceptOthers() {
        asked.addAll(object.propertyNames());
    }

    /** Refuses every field that was not asked for, and suggests one that differs in at most two letters. */
    public void refuseOthers() {
        for (String field : object.propertyNames()) {
            if (!asked.contains(field)) {
                refuse(field, "unknownField", "there is no field '" + cut(field) + "' here" + suggestion(field));
            }
        }
    }

    private String suggestion(String field) {
        String question = Suggestion.question(field, asked);
        return question.isEmpty() ? "; there are " + listed(asked) : question;
    }

    /** Returns the first of some names, with commas between them, and how many more there are. */
    static String listed(Collection<String> names) {
        String shown = names.stream().limit(MOST_LISTED).map(Fields::cut).collect(Collectors.joining(", "));
        return names.size() <= MOST_LISTED ? shown : shown + " and " + (names.size() - MOST_LISTED) + " more";
    }

    /** Returns what a JSON value is, in words such as {@code an array}, for messages. */
    public static String kindOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> value.toString();
            case NULL -> "null";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case STRING -> "a text";
            default -> "something else";
        };
    }

    /** Returns a value short enough for a message. */
    static String shown(JsonNode value) {
        String text = value.isString() ? "'" + value.stringValue() + "'" : kindOf(value);
        return cut(text);
    }

    /** Returns a number as it is written, or its beginning if it is long. */
    static String written(JsonNode number) {
        return cut(number.toString());
    }

    private static String cut(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN - 3) + "...";
    }
}
