package dev.downhill.training.step;

import dev.downhill.data.Shuffle;
import dev.downhill.specification.Batching;
import dev.downhill.specification.JobSpecification;
import java.util.stream.IntStream;

/** The rows of each step, epoch after epoch. */
final class Batches {
    private final Batching batching;
    private final RandomStream random;
    private int[] order;
    private int from;
    private int to;

    /** The place in the random numbers at which the order of this epoch was drawn. */
    private long epoch;

    /** Begins where {@link #shuffle} and {@link #row} of other batches were. */
    Batches(JobSpecification job, long shuffle, int row) {
        int rows = job.data().training().rows();
        this.batching = job.batching();
        this.random = new RandomStream(shuffle);
        this.order = IntStream.range(0, rows).toArray();
        this.to = rows;
        if (row > 0) {
            beginEpoch();
            this.to = row;
        }
    }

    private void beginEpoch() {
        epoch = random.place();
        order = batching.shuffle() ? Shuffle.of(order.length, random) : order;
    }

    /** Goes on to the next batch: the rows that {@link #order} numbers from {@link #from} on, {@link #rows} of them. */
    void advance() {
        if (to == order.length) {
            to = 0;
            beginEpoch();
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

    /** Returns the place in the random numbers from which the order of the next batch's epoch is drawn. */
    long shuffle() {
        return to == order.length ? random.place() : epoch;
    }

    /** Returns where in that order the next batch begins. */
    int row() {
        return to == order.length ? 0 : to;
    }
}
