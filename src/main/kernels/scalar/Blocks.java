package dev.downhill.engine.kernel.@dtype@.scalar;

import dev.downhill.engine.kernel.Interrupts;

/** Copies of parts of arrays along one dimension. */
public final class Blocks {
    private Blocks() {}

    /**
     * Writes a part of each of {@code outer} rows.
     *
     * @param width the elements of a row of {@code x}
     * @param from where in a row the part begins
     * @param count the elements of a part
     */
    public static void narrow(@real@[] x, @real@[] out, int outer, int width, int from, int count) {
        for (int i = 0; i < outer; ) {
            for (int end = Interrupts.until(i, outer, Interrupts.rows(count)); i < end; i++) {
                System.arraycopy(x, i * width + from, out, i * count, count);
            }
        }
    }

    /** Writes each of {@code outer} parts to its place in a row of {@code out}: the reverse of {@link #narrow}. */
    public static void place(@real@[] x, @real@[] out, int outer, int width, int from, int count) {
        for (int i = 0; i < outer; ) {
            for (int end = Interrupts.until(i, outer, Interrupts.rows(count)); i < end; i++) {
                System.arraycopy(x, i * count, out, i * width + from, count);
            }
        }
    }
}
