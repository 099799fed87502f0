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
 * @param title the subject, in a line
 * @param text the explanation, in Markdown
 * @param trueValues the parameters that generated the data; a plot draws them as dashed lines
 * @param views the views in the page's first row; by default what suits the model
 * @param open the settings that views open with, such as {@code weights: {show: gradients}}
 * @param specification a body for {@code POST /jobs}
 * @param variations specifications to compare it with
 * @param check the expected result
 */
record Lesson(
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String text,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, JsonNode> trueValues,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<PageView> views,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<PageView, Map<String, String>> open,
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
