package dev.downhill.engine.kernel.@dtype@.scalar;

import dev.downhill.engine.kernel.Interrupts;

/** Copies of parts of arrays along one dimension. */
public final class Blocks {
    private Blocks() {}

    /**
     * Writes the runs of an array, which four loops find, one after the other.
     *
     * @param run the elements of a run, which lie side by side
     * @param outermost the iterations of the first loop; {@code first} is its stride, and so on
     */
    public static void copy(
            @real@[] x,
            @real@[] out,
            int run,
            int outermost,
            int first,
            int outer,
            int second,
            int inner,
            int third,
            int innermost,
            int fourth) {
        int count = outermost * outer * inner;
        for (int i = 0; i < count; ) {
            for (int end = Interrupts.until(i, count, Interrupts.rows((long) innermost * run)); i < end; i++) {
                int from = i / (outer * inner) * first + i / inner % outer * second + i % inner * third;
                for (int j = 0, to = i * innermost * run; j < innermost; j++, from += fourth, to += run) {
                    System.arraycopy(x, from, out, to, run);
                }
            }
        }
    }

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
