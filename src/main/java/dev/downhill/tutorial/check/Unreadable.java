package dev.downhill.tutorial.check;

/** Thrown for a part of a document that cannot be checked; the message says why. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }
}
