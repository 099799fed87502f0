package dev.downhill.engine.kernel.@dtype@.vector;

import dev.downhill.engine.kernel.Interrupts;
import jdk.incubator.vector.@Real@Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Copies of runs: of parts of an array that lie side by side there. */
public final class Blocks {
    private static final VectorSpecies<@Boxed@> SPECIES = @Real@Vector.SPECIES_PREFERRED;

    private Blocks() {}

    /**
     * Writes the runs of an array, which four loops find, one after the other. The JIT's own loop over a short run does not come to
     * its vectors.
     *
     * @param run the elements of a run
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
                copy(x, from, fourth, out, i * innermost * run, innermost, run);
            }
        }
    }

    private static void copy(@real@[] x, int from, int stride, @real@[] out, int to, int runs, int run) {
        int bound = SPECIES.loopBound(run);
        VectorMask<@Boxed@> rest = SPECIES.indexInRange(bound, run);
        for (int i = 0, source = from, target = to; i < runs; i++, source += stride, target += run) {
            for (int j = 0; j < bound; j += SPECIES.length()) {
                @Real@Vector.fromArray(SPECIES, x, source + j).intoArray(out, target + j);
            }
            if (bound < run) {
                @Real@Vector.fromArray(SPECIES, x, source + bound, rest).intoArray(out, target + bound, rest);
            }
        }
    }
}
