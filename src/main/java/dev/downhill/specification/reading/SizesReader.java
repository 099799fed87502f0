package dev.downhill.specification.reading;

import dev.downhill.engine.catalog.OptionField;
import dev.downhill.engine.catalog.Sizes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Options that are whole numbers in a list: sizes along the dimensions of an image, and shapes. */
final class SizesReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_DIMENSIONS = 6;

    private SizesReader() {}

    /** Returns one number for all dimensions, one for each, or a word; null after saying what is wrong. */
    static @Nullable Sizes sizes(OptionField option, Fields fields) {
        String name = option.name();
        JsonNode node = fields.optional(name);
        if (node == null && option.required()) {
            fields.refuse(name, "required", "'" + name + "' is required");
            return null;
        }
        JsonNode value = node == null ? JSON.readTree(option.option().defaultsTo()) : node;
        fields.fill(name, value);
        if (value.isNull()) {
            return new Sizes(List.of(), "");
        }
        List<String> words = List.of(option.option().words());
        if (value.isString() && words.contains(value.stringValue())) {
            return new Sizes(List.of(), value.stringValue());
        }
        int dimensions = option.option().dimensions();
        if (!value.isNumber() && !(value.isArray() && value.size() == dimensions)) {
            String list = dimensions == 1 ? "an array of one" : "an array of " + dimensions;
            String or = words.isEmpty() ? "" : ", or one of '" + String.join("', '", words) + "'";
            String found = value.isArray() ? "an array of " + value.size() : Fields.shown(value);
            fields.refuse(name, "type", "'" + name + "' is a whole number or " + list + or + ", not " + found);
            return null;
        }
        List<Integer> numbers = numbers(value, option, fields);
        return numbers == null ? null : new Sizes(numbers, "");
    }

    /** Returns a list of whole numbers, or null after saying what is wrong. */
    static @Nullable List<Integer> wholes(OptionField option, Fields fields) {
        JsonNode value = fields.required(option.name());
        if (value == null) {
            return null;
        }
        if (!value.isArray() || value.isEmpty() || value.size() > MOST_DIMENSIONS) {
            String expected = "an array of 1 to " + MOST_DIMENSIONS + " whole numbers";
            fields.refuse(
                    option.name(),
                    "type",
                    "'" + option.name() + "' must be " + expected + ", not " + Fields.shown(value));
            return null;
        }
        fields.fill(option.name(), value);
        return numbers(value, option, fields);
    }

    private static @Nullable List<Integer> numbers(JsonNode value, OptionField option, Fields fields) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < (value.isArray() ? value.size() : 1); i++) {
            ObjectNode one = JSON.createObjectNode();
            String name = value.isArray() ? Integer.toString(i) : option.name();
            one.set(name, value.isArray() ? value.get(i) : value);
            if (value.isArray() && value.get(i).isNull()) {
                fields.faults()
                        .add(
                                fields.pointer(option.name()) + "/" + i,
                                "type",
                                "a whole number is expected here, not null");
                return null;
            }
            String pointer = value.isArray() ? fields.pointer(option.name()) : fields.pointer();
            var place = new Fields(one, pointer, fields.faults());
            long least = (long) option.option().min();
            long read =
                    place.whole(name, least - 1, least, (long) option.option().max());
            if (read < least) {
                return null;
            }
            numbers.add((int) read);
        }
        return numbers;
    }
}
