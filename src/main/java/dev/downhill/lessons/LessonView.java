package dev.downhill.lessons;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A lesson as JSON shows it.
 *
 * @param text the explanation, in Markdown
 * @param trueValues the parameters that generated the data
 * @param views the views in the page's first row; if empty, what suits the model
 * @param open the settings that views open with
 * @param specification a body for {@code POST /jobs}
 * @param check a {@link Check}; the OpenAPI document is to say which kinds there are, and not that each is part of another
 */
record LessonView(
        String id,
        String title,
        String text,
        Map<String, Object> trueValues,
        List<PageView> views,
        Map<PageView, Map<String, String>> open,

        @Schema(ref = "#/components/schemas/JobSpecification")
        JsonNode specification,

        List<VariationView> variations,

        @Schema(oneOf = {Check.Within.class, Check.Exactly.class, Check.Less.class})
        Object check,

        Map<String, String> links) {

    /**
     * A specification to compare the lesson with.
     *
     * @param changes the changes, by JSON pointer
     * @param specification the whole specification
     */
    record VariationView(
            String name,
            Map<String, Object> changes,

            @Schema(ref = "#/components/schemas/JobSpecification")
            JsonNode specification) {
        static VariationView of(ServedLesson.Variation variation) {
            return new VariationView(
                    variation.name(), Collections.unmodifiableMap(variation.changes()), variation.specification());
        }
    }

    /** A lesson as it stands in the list. */
    record LessonEntry(String id, String title, String self) {
        static LessonEntry of(ServedLesson served) {
            return new LessonEntry(served.id(), served.lesson().title(), path(served));
        }
    }

    static LessonView of(ServedLesson served) {
        Lesson lesson = served.lesson();
        return new LessonView(
                served.id(),
                lesson.title(),
                lesson.text(),
                Collections.unmodifiableMap(lesson.trueValues()),
                lesson.views(),
                lesson.open(),
                lesson.specification(),
                served.variations().stream().map(VariationView::of).toList(),
                lesson.check(),
                Map.of("self", path(served), "jobs", "/jobs"));
    }

    private static String path(ServedLesson served) {
        return "/lessons/" + served.id();
    }
}
