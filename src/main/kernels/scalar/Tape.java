package dev.downhill.engine.kernel.@dtype@.scalar;

/** What a run writes down, as doubles. */
public final class Tape {
    private Tape() {}

    /** Writes all numbers to a tape, from a place on. */
    public static void write(@real@[] numbers, double[] tape, int at) {
        for (int i = 0; i < numbers.length; i++) {
            tape[at + i] = numbers[i];
        }
    }
}
