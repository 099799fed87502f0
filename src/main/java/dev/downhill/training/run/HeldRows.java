package dev.downhill.training.run;

import dev.downhill.data.Dataset;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.evaluation.Evaluation;
import dev.downhill.training.record.TestLosses;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the test rows from time to time: at most a hundred times, and at most one test row for ten training rows.
 */
final class HeldRows {
    private static final int MOST_LOOKS = 100;
    private static final double SHARE = 0.1;

    private final TestLosses losses;
    private final @Nullable Evaluation evaluation;
    private final long every;

    HeldRows(JobSpecification job, TestLosses losses) {
        this.losses = losses;
        Dataset held = job.data().test();
        double trained = (double) job.steps() * job.batching().size();
        int looks = held == null ? 0 : (int) Math.min(MOST_LOOKS, SHARE * trained / held.rows());
        this.evaluation = held == null || looks == 0 ? null : new Evaluation(job, held, looks);
        this.every = looks == 0 ? Long.MAX_VALUE : Math.ceilDiv(job.steps(), looks);
    }

    /** Returns the next step after which to look. */
    long next(long step) {
        return evaluation == null ? Long.MAX_VALUE : (step / every + 1) * every;
    }

    /** Returns whether it is time to look. */
    boolean isDue(long step) {
        return evaluation != null && step % every == 0;
    }

    void look(long step, Map<String, double[]> parameters) {
        if (evaluation != null) {
            losses.append(step, evaluation.of(parameters).loss());
        }
    }

    /** Takes in what was found at the end of the run. */
    void last(long step, double loss) {
        losses.append(step, loss);
    }
}
