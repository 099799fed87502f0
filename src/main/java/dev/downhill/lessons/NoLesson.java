package dev.downhill.lessons;

import org.jspecify.annotations.Nullable;

/** A file that holds no lesson; the message says in one line why. */
final class NoLesson extends Exception {
    private static final long serialVersionUID = 1L;

    NoLesson(String message, @Nullable Throwable cause) {
        super(message.replaceAll("\\s+", " "), cause);
    }
}
