package dev.downhill.explain.diagnosis;

import dev.downhill.data.Dataset;
import dev.downhill.engine.optimizer.Sgd;
import dev.downhill.specification.Clipping;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.TrainingResult;
import java.util.DoubleSummaryStatistics;

/**
 * A run that has ended, as symptoms look at it.
 *
 * @param start what its first step began with: the initial state of the job, or that of the run that it was forked from
 * @param loss the loss before the first step and after the last, over the same rows
 */
record Run(JobSpecification job, Checkpoint start, Trajectory trajectory, TrainingResult result, LossChange loss) {
    /** Elements of parameters x rows x evaluations that a closer look may cost: a fraction of a second. */
    private static final double AFFORDABLE = 2e7;

    private static final int MOST_RATES = 1000;

    static Run of(JobSpecification job, Checkpoint start, Trajectory trajectory, TrainingResult result) {
        return new Run(job, start, trajectory, result, LossChange.of(job, start, trajectory, result));
    }

    /** Returns how often the loss over all rows may be evaluated for a closer look. */
    int affordableEvaluations() {
        double rows = job.data().training().rows();
        return (int) Math.min(AFFORDABLE / (rows * scalars(job)), 10_000);
    }

    /** Returns how many steps each of some trials may take, each with an evaluation at its end; at most those of the run. */
    long affordableSteps(int trials) {
        if (affordableEvaluations() < trials) {
            return 0;
        }
        double rows = job.batching().size();
        return Math.min((long) (AFFORDABLE / (rows * scalars(job) * trials)), job.steps() - start.step());
    }

    /** Returns as many of some rows as one evaluation may look at, at equal distances; all of them where that is possible. */
    static Dataset affordable(Dataset rows, JobSpecification job) {
        int count = (int) Math.min(AFFORDABLE / scalars(job), rows.rows());
        if (count == rows.rows()) {
            return rows;
        }
        int[] chosen = new int[Math.max(1, count)];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = (int) ((long) i * rows.rows() / chosen.length);
        }
        return rows.select(chosen);
    }

    private static double scalars(JobSpecification job) {
        return Math.max(1, job.scalars());
    }

    int points() {
        return trajectory.points();
    }

    /** Returns how many updates this run itself made. */
    long steps() {
        return result.steps() - start.step();
    }

    /** Returns the rate before any schedule. */
    double learningRate() {
        return job.optimizer().learningRate();
    }

    /** Returns the rates of the steps that were taken, and that of the step that was not because a number was not finite. */
    DoubleSummaryStatistics rates() {
        var rates = new DoubleSummaryStatistics();
        long last = Math.min(result.steps(), job.steps() - 1);
        long count = last - start.step() + 1;
        long looks = job.schedule().isSteady() ? 1 : Math.min(count, MOST_RATES);
        for (long i = 0; i < looks; i++) {
            long k = start.step() + (looks == 1 ? 0 : Math.round((double) i * (count - 1) / (looks - 1)));
            rates.accept(job.schedule().rate(learningRate(), k, job.steps()));
        }
        return rates;
    }

    /** Returns whether every step sees all rows, so that each recorded loss is the loss over all of them. */
    boolean isFullBatch() {
        return LossChange.isFullBatch(job);
    }

    /** Returns whether the run means to go down. */
    boolean descends() {
        return !job.optimizer().maximize();
    }

    /** Returns whether a parameter is trained. */
    boolean learns() {
        return job.frozen().size() < job.model().parameters().size();
    }

    /** Returns whether an update is the rate times the gradient of the loss, and nothing else. */
    boolean isPlainSgd() {
        return job.optimizer() instanceof Sgd sgd
                && sgd.momentum() == 0
                && sgd.weightDecay() == 0
                && job.clipping() instanceof Clipping.None;
    }
}
