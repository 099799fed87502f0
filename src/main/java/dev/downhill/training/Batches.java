package dev.downhill.training;

import dev.downhill.data.Shuffle;
import dev.downhill.training.specification.Batching;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.RandomStreams;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The rows of each step, epoch after epoch. */
final class Batches {
    private final Batching batching;
    private final RandomGenerator random;
    private int[] order;
    private int from;
    private int to;

    Batches(JobSpecification job) {
        int rows = job.data().training().rows();
        this.batching = job.batching();
        this.random = new SplittableRandom(job.seed() ^ RandomStreams.SHUFFLE);
        this.order = IntStream.range(0, rows).toArray();
        this.to = rows;
    }

    /** Returns whether every step sees all rows in their order. */
    boolean alwaysAll() {
        return batching.size() == order.length && !batching.shuffle();
    }

    /** Goes on to the next batch: the rows that {@link #order} numbers from {@link #from} on, {@link #rows} of them. */
    void advance() {
        if (to == order.length) {
            to = 0;
            order = batching.shuffle() ? Shuffle.of(order.length, random) : order;
        }
        from = to;
        to = Math.min(from + batching.size(), order.length);
    }

    int[] order() {
        return order;
    }

    int from() {
        return from;
    }

    int rows() {
        return to - from;
    }
}
