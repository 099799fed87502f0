package dev.downhill.training.step;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loop of {@link RandomStream#fill} on vectors, for the elements that fill whole ones. The JIT leaves the products of
 * that loop one by one, which takes six times as long.
 */
final class MaskVectors {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

    /** How far the places of a vector's numbers are from the place before them. */
    private static final LongVector PLACES =
            LongVector.zero(SPECIES).addIndex(1).add(1).mul(RandomStream.GOLDEN_GAMMA);

    private MaskVectors() {}

    /**
     * Fills the beginning of a mask.
     *
     * @param place that of the stream before the first element
     * @param below the whole numbers of 53 bits that are below it are dropped
     * @param kept the value of the elements that are not
     * @return the number of elements that are filled
     */
    static int fill(double[] mask, long place, long below, double kept) {
        long bits = Double.doubleToRawLongBits(kept);
        int i = 0;
        for (; i < SPECIES.loopBound(mask.length); i += SPECIES.length()) {
            LongVector z = PLACES.add(place + i * RandomStream.GOLDEN_GAMMA);
            z = folded(z, 30).mul(RandomStream.FIRST_FACTOR);
            z = folded(z, 27).mul(RandomStream.SECOND_FACTOR);
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
