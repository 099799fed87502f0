package dev.downhill.training.run;

import dev.downhill.data.Dataset;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.evaluation.ClassCounts;
import dev.downhill.training.evaluation.Confusion;
import dev.downhill.training.evaluation.Evaluation;
import dev.downhill.training.evaluation.RowsEvaluation;
import dev.downhill.training.record.Metric;
import dev.downhill.training.record.Trajectory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the training rows and the test rows of a run: after the steps of its {@link EvaluationPlan}, and at its end.
 *
 * <p>The same graphs serve both, so the metrics at the end are those that a run ending there would show.
 */
final class Evaluations {
    private final JobSpecification job;
    private final Trajectory trajectory;
    private final EvaluationPlan plan;
    private final Rows training;
    private final @Nullable Rows test;

    Evaluations(JobSpecification job, Trajectory trajectory) {
        this.job = job;
        this.trajectory = trajectory;
        this.plan = EvaluationPlan.of(job);
        this.training = new Rows(job.data().training());
        Dataset held = job.data().test();
        this.test = held == null ? null : new Rows(held);
    }

    /** Some rows and their graph, which is built when it is first used. */
    private final class Rows {
        private final Dataset rows;
        private @Nullable RowsEvaluation evaluation;
        private Evaluation.@Nullable Score last;
        private long lastStep = -1;

        Rows(Dataset rows) {
            this.rows = rows;
        }

        /** Returns the score after a step, which is computed once. */
        Evaluation.Score score(long step, Map<String, double[]> parameters) {
            Evaluation.Score known = last;
            if (known != null && lastStep == step) {
                return known;
            }
            if (evaluation == null) {
                evaluation = new RowsEvaluation(job, rows, plan.entries(job.steps()));
            }
            Evaluation.Score score = evaluation.of(parameters);
            last = score;
            lastStep = step;
            return score;
        }

        /** Returns the classes of the rows whose score was computed last. */
        @Nullable
        ClassCounts counts() {
            return evaluation == null ? null : evaluation.counts();
        }
    }

    /**
     * The quality of the model after a step.
     *
     * @param training over the training rows; null where they were not evaluated
     * @param test over the test rows; null without them
     */
    record Scores(Evaluation.@Nullable Score training, Evaluation.@Nullable Score test) {
        /** Returns a metric, or null where it was not evaluated or is not defined. */
        @Nullable
        Double get(Metric metric) {
            return switch (metric) {
                case ACCURACY -> training == null ? null : training.accuracy();
                case R2 -> training == null ? null : training.r2();
                case TEST_LOSS -> test == null ? null : test.loss();
                case TEST_ACCURACY -> test == null ? null : test.accuracy();
                case TEST_R2 -> test == null ? null : test.r2();
            };
        }
    }

    /** Returns the next step after which to look. */
    long next(long step) {
        return plan.next(step);
    }

    /** Returns whether it is time to look: after a step of the plan, and where something is evaluated, after the last. */
    boolean isDue(long step) {
        return plan.isDue(step)
                || (step == job.steps() && !trajectory.metrics().metrics().isEmpty());
    }

    /**
     * Evaluates what the plan wants, and records it.
     *
     * @param parameters each parameter's elements by name, after the step
     */
    Scores look(long step, Map<String, double[]> parameters) {
        boolean all = plan.training() && (plan.isPlanned(step) || step == job.steps());
        var scores = new Scores(
                all ? training.score(step, parameters) : null, test == null ? null : test.score(step, parameters));
        record(step, scores);
        return scores;
    }

    /** Returns whether a rule looks at the test rows after a step. */
    boolean isWatched(long step) {
        return plan.isWatched(step);
    }

    /**
     * Evaluates all rows at the end of the run, and records what it finds.
     *
     * @param parameters each parameter's elements by name, after the step
     */
    Scores last(long step, Map<String, double[]> parameters) {
        Scores scores = all(step, parameters);
        record(step, scores);
        return scores;
    }

    /** Evaluates all rows with the parameters after a step. */
    Scores all(long step, Map<String, double[]> parameters) {
        return new Scores(training.score(step, parameters), test == null ? null : test.score(step, parameters));
    }

    /** Returns the classes that the parameters evaluated last take for each other; null where there is nothing to show. */
    @Nullable
    Confusion confusion() {
        ClassCounts own = training.counts();
        return own == null ? null : Confusion.of(job, own, test == null ? null : test.counts());
    }

    private void record(long step, Scores scores) {
        List<Metric> metrics = trajectory.metrics().metrics();
        double[] numbers = new double[metrics.size()];
        for (int i = 0; i < numbers.length; i++) {
            Double value = scores.get(metrics.get(i));
            numbers[i] = value == null ? Double.NaN : value;
        }
        if (numbers.length > 0) {
            trajectory.evaluated(step, numbers, 0);
        }
    }
}
