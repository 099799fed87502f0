package dev.downhill.engine.kernel.@dtype@.scalar;

/** Whether numbers are finite. */
public final class Finite {
    private Finite() {}

    /** Returns whether no number is infinite or NaN: a number times zero is zero, unless it is one of those. */
    public static boolean all(@real@[] x) {
        @real@ zeros = 0;
        for (@real@ number : x) {
            zeros += number * 0;
        }
        return zeros == 0;
    }
}
