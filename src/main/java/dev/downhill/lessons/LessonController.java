package dev.downhill.lessons;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@code /lessons}. */
@RestController
@RequestMapping("/lessons")
@Tag(name = "Lessons", description = "Runnable specifications with explanations.")
class LessonController {
    private final Lessons lessons;

    LessonController(Lessons lessons) {
        this.lessons = lessons;
    }

    /** The lessons, in the recommended order. */
    record LessonList(List<LessonView.LessonEntry> lessons) {}

    @Operation(operationId = "listLessons", summary = "All lessons, in the recommended order")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    LessonList list() {
        return new LessonList(
                lessons.all().stream().map(LessonView.LessonEntry::of).toList());
    }

    @Operation(
            operationId = "getLesson",
            summary = "A lesson: a specification for `POST /jobs`, and an explanation",
            description = "`variations` are specifications to compare it with; `check` states the expected result.")
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    LessonView get(@PathVariable String id) {
        return LessonView.of(lessons.find(id).orElseThrow(() -> new LessonNotFound(id)));
    }
}
