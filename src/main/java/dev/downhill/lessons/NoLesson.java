package dev.downhill.lessons;

import org.jspecify.annotations.Nullable;

/** Thrown for a file that is not a valid lesson; the message gives the reason in one line. */
final class NoLesson extends Exception {
    private static final long serialVersionUID = 1L;

    NoLesson(String message, @Nullable Throwable cause) {
        super(message.replaceAll("\\s+", " "), cause);
    }
}
