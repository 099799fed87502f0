package dev.downhill.engine.kernel;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Masks of a dropout, drawn on vectors from the numbers of SplitMix64. The JIT leaves the products of a plain loop one by one,
 * which takes six times as long.
 *
 * <p>Steele, Lea and Flood, <i>Fast Splittable Pseudorandom Number Generators</i>, OOPSLA 2014.
 */
public final class DropoutMask {
    /** How far apart the places of two numbers are. */
    public static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /** The factor of the first product. */
    public static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;

    /** The factor of the second product. */
    public static final long SECOND_FACTOR = 0x94d049bb133111ebL;

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

    /** How far the places of a vector's numbers are from the place before them. */
    private static final LongVector PLACES =
            LongVector.zero(SPECIES).addIndex(1).add(1).mul(GOLDEN_GAMMA);

    private DropoutMask() {}

    /**
     * Fills the beginning of a mask, as far as it fills whole vectors.
     *
     * @param place that of the stream of numbers before the first element
     * @param below elements whose number's first 53 bits are below it are 0
     * @param kept the value of the other elements
     * @return the number of elements that are filled
     */
    public static int fill(double[] mask, long place, long below, double kept) {
        long bits = Double.doubleToRawLongBits(kept);
        int i = 0;
        for (; i < SPECIES.loopBound(mask.length); i += SPECIES.length()) {
            LongVector z = PLACES.add(place + i * GOLDEN_GAMMA);
            z = folded(z, 30).mul(FIRST_FACTOR);
            z = folded(z, 27).mul(SECOND_FACTOR);
            LongVector number = folded(z, 31).lanewise(VectorOperators.LSHR, 11);
            // The sign of the difference, spread over all bits, says which elements are dropped.
            number.sub(below)
                    .lanewise(VectorOperators.ASHR, 63)
                    .lanewise(VectorOperators.NOT)
                    .and(bits)
                    .reinterpretAsDoubles()
                    .intoArray(mask, i);
        }
        return i;
    }

    private static LongVector folded(LongVector z, int shift) {
        return z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, shift));
    }
}
