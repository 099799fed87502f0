package dev.downhill.training.step;

import dev.downhill.engine.compile.Kernels;
import dev.downhill.engine.kernel.DropoutMask;
import java.util.random.RandomGenerator;

/**
 * Random numbers whose place in their stream can be kept, so that the stream continues from there.
 *
 * <p>SplitMix64, number for number that of {@link java.util.SplittableRandom}, which does not tell its place. Steele, Lea and
 * Flood, <i>Fast Splittable Pseudorandom Number Generators</i>, OOPSLA 2014.
 */
final class RandomStream implements RandomGenerator {
    private static final long GOLDEN_GAMMA = DropoutMask.GOLDEN_GAMMA;

    private long place;

    /** @param place a seed, or the {@link #place} of an earlier stream */
    RandomStream(long place) {
        this.place = place;
    }

    long place() {
        return place;
    }

    @Override
    public long nextLong() {
        place += GOLDEN_GAMMA;
        return mixed(place);
    }

    private static long mixed(long place) {
        long z = (place ^ (place >>> 30)) * DropoutMask.FIRST_FACTOR;
        z = (z ^ (z >>> 27)) * DropoutMask.SECOND_FACTOR;
        return z ^ (z >>> 31);
    }

    /**
     * Fills an array with the mask of a dropout: 0 where the next number is below the probability, else what keeps the
     * expected value.
     *
     * <p>It takes the numbers of {@link #nextDouble()}, which are whole numbers of 53 bits times 2^-53, and compares them as
     * whole numbers. So the loop has no branch, and no element depends on another.
     *
     * @param dropped the probability of 0, below 1
     */
    void fill(double[] mask, double dropped) {
        double kept = 1 / (1 - dropped);
        long below = (long) Math.ceil(dropped * 0x1p53);
        long first = place;
        int i = Kernels.BEST == Kernels.VECTOR ? DropoutMask.fill(mask, first, below, kept) : 0;
        for (; i < mask.length; i++) {
            long number = mixed(first + (i + 1L) * GOLDEN_GAMMA) >>> 11;
            long one = ((number - below) >> 63) + 1;
            mask[i] = one * kept;
        }
        place = first + mask.length * GOLDEN_GAMMA;
    }

    @Override
    public int nextInt() {
        place += GOLDEN_GAMMA;
        long z = (place ^ (place >>> 33)) * 0x62a9d9ed799705f5L;
        return (int) (((z ^ (z >>> 28)) * 0xcb24d0a5c88c35b3L) >>> 32);
    }
}
