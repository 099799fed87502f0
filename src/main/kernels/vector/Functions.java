package dev.downhill.engine.kernel.@dtype@.vector;

import jdk.incubator.vector.@Real@Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Functions of many numbers at once, to a unit or two in the last place. */
public final class Functions {
    private static final VectorSpecies<@Boxed@> SPECIES = @Real@Vector.SPECIES_PREFERRED;

    private Functions() {}

    public static void exp(@real@[] x, @real@[] out, int n) {
        int i = 0;
        for (; i < SPECIES.loopBound(n); i += SPECIES.length()) {
            @Real@Vector.fromArray(SPECIES, x, i).lanewise(VectorOperators.EXP).intoArray(out, i);
        }
        for (; i < n; i++) {
            out[i] = (@real@) Math.exp(x[i]);
        }
    }

    public static void log(@real@[] x, @real@[] out, int n) {
        int i = 0;
        for (; i < SPECIES.loopBound(n); i += SPECIES.length()) {
            @Real@Vector.fromArray(SPECIES, x, i).lanewise(VectorOperators.LOG).intoArray(out, i);
        }
        for (; i < n; i++) {
            out[i] = (@real@) Math.log(x[i]);
        }
    }

    public static void tanh(@real@[] x, @real@[] out, int n) {
        int i = 0;
        for (; i < SPECIES.loopBound(n); i += SPECIES.length()) {
            @Real@Vector.fromArray(SPECIES, x, i).lanewise(VectorOperators.TANH).intoArray(out, i);
        }
        for (; i < n; i++) {
            out[i] = (@real@) Math.tanh(x[i]);
        }
    }

    public static void sigmoid(@real@[] x, @real@[] out, int n) {
        int i = 0;
        for (; i < SPECIES.loopBound(n); i += SPECIES.length()) {
            @Real@Vector e = @Real@Vector.fromArray(SPECIES, x, i).neg().lanewise(VectorOperators.EXP);
            @Real@Vector one = @Real@Vector.broadcast(SPECIES, 1);
            one.div(one.add(e)).intoArray(out, i);
        }
        for (; i < n; i++) {
            out[i] = (@real@) (1 / (1 + Math.exp(-x[i])));
        }
    }
}
