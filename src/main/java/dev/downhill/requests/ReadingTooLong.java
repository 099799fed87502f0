package dev.downhill.requests;

import java.time.Duration;

/** A specification was not read in the time that reading may take. */
final class ReadingTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReadingTooLong(Duration most) {
        super("The specification was not read within " + most.toMillis() + " ms; send less data or fewer combinations");
    }
}
