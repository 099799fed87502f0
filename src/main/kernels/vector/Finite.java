package dev.downhill.engine.kernel.@dtype@.vector;

import jdk.incubator.vector.@Real@Vector;
import jdk.incubator.vector.VectorSpecies;

/** Whether numbers are finite. */
public final class Finite {
    private static final VectorSpecies<@Boxed@> SPECIES = @Real@Vector.SPECIES_PREFERRED;

    private Finite() {}

    /** Returns whether no number is infinite or NaN: a number times zero is zero, unless it is one of those. */
    public static boolean all(@real@[] x) {
        @Real@Vector zeros = @Real@Vector.zero(SPECIES);
        int i = 0;
        for (; i < SPECIES.loopBound(x.length); i += SPECIES.length()) {
            zeros = zeros.add(@Real@Vector.fromArray(SPECIES, x, i).mul(0));
        }
        @real@ rest = i == 0 || zeros.eq(0).allTrue() ? 0 : 1;
        for (; i < x.length; i++) {
            rest += x[i] * 0;
        }
        return rest == 0;
    }
}
