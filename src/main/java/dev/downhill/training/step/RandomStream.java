package dev.downhill.training.step;

import java.util.random.RandomGenerator;

/**
 * Random numbers whose place in their stream can be kept, so that the stream continues from there.
 *
 * <p>SplitMix64, number for number that of {@link java.util.SplittableRandom}, which does not tell its place. Steele, Lea and
 * Flood, <i>Fast Splittable Pseudorandom Number Generators</i>, OOPSLA 2014.
 */
final class RandomStream implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

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
        long z = (place ^ (place >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    @Override
    public int nextInt() {
        place += GOLDEN_GAMMA;
        long z = (place ^ (place >>> 33)) * 0x62a9d9ed799705f5L;
        return (int) (((z ^ (z >>> 28)) * 0xcb24d0a5c88c35b3L) >>> 32);
    }
}
