package dev.downhill.explain.diagnosis;

import dev.downhill.data.Dataset;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.TrainingResult;
import java.util.List;
import java.util.Map;

/**
 * The loss before the first step of a run and after its last: both over the same training rows, with the regularization and
 * without dropout, whatever batches the run was trained on.
 *
 * <p>The rows are all training rows or, if that costs too much, a sample at equal distances. Both numbers may be infinite or NaN.
 */
record LossChange(double before, double after) {
    /** The error of a loss that rounding alone can cause, in units in the last place of the largest target. */
    private static final double ROUNDING = 64;

    static LossChange of(JobSpecification job, Checkpoint start, Trajectory trajectory, TrainingResult result) {
        Dataset all = job.data().training();
        Dataset rows = Run.affordable(all, job);
        boolean firstIsKnown = isFullBatch(job) && trajectory.points() > 0;
        Double last = rows.rows() == all.rows() || firstIsKnown ? result.finalLoss() : null;
        double before = firstIsKnown ? trajectory.loss(0) : at(start.parameters(), job, rows);
        double after = last != null ? last : at(result.checkpoint().parameters(), job, rows);
        return new LossChange(before, after);
    }

    /** Returns the loss with some weights, over the rows that every loss of a job is taken over here. */
    static double at(Map<String, double[]> weights, JobSpecification job) {
        return at(weights, job, Run.affordable(job.data().training(), job));
    }

    /** Returns whether every step sees all rows, and sees them as an evaluation does. */
    static boolean isFullBatch(JobSpecification job) {
        return job.batching().size() == job.data().training().rows()
                && !job.model().isRandom();
    }

    private static double at(Map<String, double[]> weights, JobSpecification job, Dataset rows) {
        Forward forward = ForwardValues.forward(job, rows);
        return ForwardValues.of(job, forward, rows, List.of(forward.loss()), weights)
                .values()
                .get(forward.loss())[0];
    }

    /** Returns whether both numbers are finite. */
    boolean isKnown() {
        return Double.isFinite(before) && Double.isFinite(after);
    }

    /** Returns by how much the loss fell; negative where it grew. */
    double fall() {
        return before - after;
    }

    /** Returns what the loss fell by as a share of its size before; not a number where both are 0. */
    double share() {
        return fall() / Math.abs(before);
    }

    /** Returns up to which size a difference of two losses of a job may be rounding alone. */
    static double rounding(JobSpecification job) {
        double largest = 0;
        for (double target : job.data().training().target().values()) {
            largest = Math.max(largest, Math.abs(target));
        }
        double unit = switch (job.dtype()) {
            case FLOAT32 -> Math.ulp(1f);
            case FLOAT64 -> Math.ulp(1.0);
        };
        return ROUNDING * unit * largest;
    }
}
