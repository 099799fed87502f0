package dev.downhill.training;

import dev.downhill.data.Dataset;
import dev.downhill.data.Shuffle;
import dev.downhill.training.specification.Batching;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.RandomStreams;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The rows of each step, epoch after epoch. */
final class Batches {
    private final Dataset data;
    private final Batching batching;
    private final RandomGenerator random;
    private int[] order;
    private int next;

    Batches(JobSpecification job) {
        this.data = job.data().training();
        this.batching = job.batching();
        this.random = new SplittableRandom(job.seed() ^ RandomStreams.SHUFFLE);
        this.order = IntStream.range(0, data.rows()).toArray();
        this.next = data.rows();
    }

    /** Returns whether every step sees all rows in their order. */
    boolean alwaysAll() {
        return batching.size() == data.rows() && !batching.shuffle();
    }

    Dataset next() {
        if (alwaysAll()) {
            return data;
        }
        if (next == order.length) {
            next = 0;
            order = batching.shuffle() ? Shuffle.of(order.length, random) : order;
        }
        int end = Math.min(next + batching.size(), order.length);
        Dataset batch = data.select(Arrays.copyOfRange(order, next, end));
        next = end;
        return batch;
    }
}
