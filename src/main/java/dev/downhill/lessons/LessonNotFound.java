package dev.downhill.lessons;

/** There is no lesson of that id. */
final class LessonNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LessonNotFound(String id) {
        super("there is no lesson '" + id + "'");
    }
}
