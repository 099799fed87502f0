package dev.downhill.training.step;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Recording;
import java.util.concurrent.TimeUnit;

/**
 * The number of steps until the next check: for a batch, for a reason to stop, for a cancellation.
 *
 * <p>Steps of a few nanoseconds run in a loop of their own, which is so short that nobody waits for its end. The number
 * doubles while a chunk takes less than 0.1 ms, up to 16,384 steps, and halves when one takes more than 0.2 ms.
 */
public final class Chunks {
    private static final long LONGEST = TimeUnit.MICROSECONDS.toNanos(200);
    private static final int MOST_STEPS = 1 << 14;

    /** More numbers than these are not worth copying out at every step of a loop. */
    private static final int WIDEST_TAPED = 4096;

    private static final int MOST_ON_TAPE = 1 << 18;

    private final boolean one;
    private final boolean taped;
    private int most = 1;
    private long begun;

    /** Returns the chunks of a job: single steps if something must be looked at after each of them. */
    public Chunks(JobSpecification job) {
        boolean alwaysAll = job.batching().isAlwaysAll(job.data().training().rows());
        boolean stops = job.stop().watchesSteps() || job.stop().lossBelow() > Double.NEGATIVE_INFINITY;
        this.one = !alwaysAll || stops || job.model().isRandom();
        this.taped = !one && job.record().every() == 1 && width(job) <= WIDEST_TAPED;
    }

    private static long width(JobSpecification job) {
        boolean parameters = job.record().parameters() != Recording.Parameters.NONE;
        long scalars = job.scalars();
        return (parameters ? scalars : 0) + (job.record().gradients() ? scalars : 0);
    }

    /**
     * Returns whether every step writes its recorded values to the tape, because several are taken between two looks.
     */
    public boolean taped() {
        return taped;
    }

    /**
     * Returns how many steps to take now; the clock starts.
     *
     * @param step how many updates have been made.
     * @param end the number of updates to reach at most, greater than {@code step}.
     * @param width how many numbers each step writes to the tape.
     */
    public int next(long step, long end, int width) {
        begun = System.nanoTime();
        int room = Math.max(1, MOST_ON_TAPE / width);
        return one ? 1 : (int) Math.min(end - step, Math.min(most, room));
    }

    /** Tells that the steps are taken, so that the next may be more. */
    public void done() {
        if (System.nanoTime() - begun < LONGEST / 2) {
            most = Math.min(2 * most, MOST_STEPS);
        } else if (System.nanoTime() - begun > LONGEST) {
            most = Math.max(1, most / 2);
        }
    }
}
