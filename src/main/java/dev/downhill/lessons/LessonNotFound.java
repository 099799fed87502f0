package dev.downhill.lessons;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** There is no lesson of that id. */
final class LessonNotFound extends Refusal {
    private static final long serialVersionUID = 1L;

    LessonNotFound(String id) {
        super(HttpStatus.NOT_FOUND, "lesson-not-found", "No such lesson", "there is no lesson '" + id + "'");
    }
}
