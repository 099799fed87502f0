package dev.downhill.lessons;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A lesson as its file says it.
 *
 * @param title what it is about, in a line
 * @param text what to look for, in Markdown
 * @param trueValues the values of parameters that the data was made with, such as a plot draws as dashed lines
 * @param specification what {@code POST /jobs} takes
 * @param variations what to compare it with
 * @param check what the learner should see
 */
record Lesson(
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String text,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, JsonNode> trueValues,
        @JsonProperty(required = true) ObjectNode specification,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Variation> variations,
        @JsonProperty(required = true) Check check) {

    /**
     * The specification with something else in it.
     *
     * @param name what is else, in a few words
     * @param changes the other values, by JSON pointer
     */
    record Variation(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) Map<String, JsonNode> changes) {}
}
