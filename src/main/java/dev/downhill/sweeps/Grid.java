package dev.downhill.sweeps;

import dev.downhill.requests.JsonFootprint;
import dev.downhill.specification.fault.Faults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Some fields of a specification, by JSON pointer, and the values that each is to have. */
record Grid(Map<String, List<JsonNode>> values) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BYTES_OF_A_TRIAL = 512;
    private static final int BYTES_OF_A_GRID_VALUE = 32;
    private static final int MAX_FIELDS = 16;
    private static final int MAX_CHARACTERS = 100_000;

    /**
     * Returns the grid of a request; where it is none, or too large, after saying so, an empty one.
     *
     * @param maxPoints how many points it may have
     */
    static Grid read(JsonNode grid, int maxPoints, Faults faults) {
        Map<String, List<JsonNode>> values = new LinkedHashMap<>();
        if (!grid.isObject() || grid.isEmpty()) {
            faults.add("/grid", "type", "'grid' must be an object of JSON pointers, each with an array of values");
            return new Grid(Map.of());
        }
        if (grid.size() > MAX_FIELDS || isLongerThan(MAX_CHARACTERS, grid)) {
            faults.add(
                    "/grid",
                    "tooLarge",
                    "a grid has at most " + MAX_FIELDS + " fields and " + MAX_CHARACTERS + " characters");
            return new Grid(Map.of());
        }
        long points = 1;
        for (Map.Entry<String, JsonNode> field : grid.properties()) {
            JsonNode list = field.getValue();
            if (!list.isArray() || list.isEmpty()) {
                faults.add(GridValue.placeOf(field.getKey()), "type", "an array of values is expected here");
                return new Grid(Map.of());
            }
            points *= list.size();
            if (points > maxPoints) {
                faults.add("/grid", "tooLarge", "the grid has more than " + maxPoints + " points");
                return new Grid(Map.of());
            }
            values.put(field.getKey(), List.copyOf(list.values()));
        }
        return new Grid(values);
    }

    /** Returns how many bytes the values take, and the trials that are made of them. */
    long bytes() {
        long bytes = 0;
        long points = 1;
        for (Map.Entry<String, List<JsonNode>> field : values.entrySet()) {
            for (JsonNode value : field.getValue()) {
                bytes += JsonFootprint.of(value);
            }
            points *= field.getValue().size();
        }
        return bytes + points * (BYTES_OF_A_TRIAL + (long) BYTES_OF_A_GRID_VALUE * values.size());
    }

    /** Counts the characters of a value's JSON no further than to a limit. */
    private static boolean isLongerThan(int limit, JsonNode value) {
        try {
            JSON.writeValue(new CountingWriter(limit), value);
            return false;
        } catch (JacksonException e) {
            return true;
        }
    }

    /** Returns every combination of values; the last field changes fastest. */
    List<List<GridValue>> points() {
        List<List<GridValue>> points = List.of(List.of());
        for (Map.Entry<String, List<JsonNode>> field : values.entrySet()) {
            List<List<GridValue>> longer = new ArrayList<>();
            for (List<GridValue> point : points) {
                for (int i = 0; i < field.getValue().size(); i++) {
                    List<GridValue> extended = new ArrayList<>(point);
                    extended.add(
                            new GridValue(field.getKey(), i, field.getValue().get(i)));
                    longer.add(List.copyOf(extended));
                }
            }
            points = longer;
        }
        return points;
    }
}
