package dev.downhill.engine.kernel.@dtype@.vector;

/** Softmax of the rows of a matrix, as in {@code scalar.Rows}; several exponentials are computed at once. */
public final class Rows {
    private Rows() {}

    /** Writes the softmax of each row. */
    public static void softmax(@real@[] x, @real@[] out, int size, int columns) {
        dev.downhill.engine.kernel.@dtype@.scalar.Rows.subtractGreatest(x, out, size, columns);
        Functions.exp(out, out, size);
        dev.downhill.engine.kernel.@dtype@.scalar.Rows.divideBySums(x, out, size, columns);
    }

    /** Writes the logarithm of the softmax of each row. */
    public static void logSoftmax(@real@[] x, @real@[] out, int size, int columns) {
        dev.downhill.engine.kernel.@dtype@.scalar.Rows.subtractGreatest(x, out, size, columns);
        Functions.exp(out, out, size);
        dev.downhill.engine.kernel.@dtype@.scalar.Rows.subtractLogSums(x, out, size, columns);
    }
}
