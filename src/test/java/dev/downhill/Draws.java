package dev.downhill;

import java.util.stream.LongStream;

/** The seeds of a property test: as many as it asks for, or as {@code -Ddownhill.draws=20000} says. */
public final class Draws {
    private Draws() {}

    public static LongStream seeds(int usual) {
        return LongStream.range(0, Long.getLong("downhill.draws", usual));
    }
}
