package dev.downhill.lessons;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A lesson that can be taken: its jobs were read, and would run. */
record ServedLesson(String id, Lesson lesson, List<Variation> variations) {
    /**
     * A specification to compare the lesson with.
     *
     * @param changes the changes, by JSON pointer
     * @param specification the whole specification
     */
    record Variation(String name, Map<String, JsonNode> changes, ObjectNode specification) {}

    Optional<Variation> variation(String name) {
        return variations.stream()
                .filter(variation -> variation.name().equals(name))
                .findFirst();
    }
}
