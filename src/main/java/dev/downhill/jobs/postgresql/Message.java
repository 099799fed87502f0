package dev.downhill.jobs.postgresql;

import java.util.Arrays;
import java.util.Optional;

/** A message of one process to the others. */
record Message(Kind kind, String job) {
    /** The kind of a message. */
    enum Kind {
        /** Jobs wait that any process may run. */
        WAITING,
        /** The row of a job has changed. */
        CHANGED,
        /** A running job is to end. */
        CANCEL,
        /** A job is kept no longer. */
        DELETED
    }

    static Message waiting() {
        return new Message(Kind.WAITING, "");
    }

    String text() {
        return kind + " " + job;
    }

    /** Returns nothing for a message that another version of the service sent. */
    static Optional<Message> of(String text) {
        String[] parts = text.split(" ", 2);
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(parts[0]))
                .findFirst()
                .map(kind -> new Message(kind, parts.length > 1 ? parts[1] : ""));
    }
}
