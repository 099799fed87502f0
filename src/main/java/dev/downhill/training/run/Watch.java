package dev.downhill.training.run;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.StopRule;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.record.Metric;
import dev.downhill.training.record.MetricHistory;
import dev.downhill.training.record.Patience;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.step.BatchLoop;
import dev.downhill.training.step.Stepper;
import org.jspecify.annotations.Nullable;

/**
 * The best value that a run's {@link StopRule} has seen, how long ago, and with {@code restoreBest} the state in which it
 * was found.
 *
 * <p>A value belongs to the parameters with which it was computed: the loss of a step to those before its update, a metric of
 * the test rows to those after it. The arithmetic is that of Keras' {@code EarlyStopping}. See
 * docs/decisions/0054-the-best-state-is-that-of-its-value.md.
 */
public final class Watch {
    private final JobSpecification job;
    private final StopRule rule;
    private double best;
    private long bestStep;
    private @Nullable Checkpoint kept;
    private @Nullable Checkpoint before;

    private Watch(JobSpecification job, double best, long bestStep) {
        this.job = job;
        this.rule = job.stop();
        this.best = best;
        this.bestStep = bestStep;
    }

    /**
     * Returns the watch of a run that starts or goes on.
     *
     * @param start the state before the first step of the whole run
     * @param from the state before the next step
     * @param trajectory the record up to then
     */
    static Watch of(JobSpecification job, Checkpoint start, Checkpoint from, Trajectory trajectory) {
        if (job.stop().watchesSteps()) {
            Patience patience = from.place().patience();
            return new Watch(job, patience.best(), from.step() - patience.steps() - 1);
        }
        Patience patience = at(job, start, trajectory, from.step());
        return new Watch(job, patience.best(), from.step() - patience.steps());
    }

    /**
     * Returns how long a run has waited for a better metric of the test rows after a step, which its record tells.
     *
     * @param start the state before the first step of the run
     * @return the patience of the start for a rule that monitors no test rows
     */
    public static Patience at(JobSpecification job, Checkpoint start, Trajectory trajectory, long step) {
        Patience begun = start.place().patience();
        if (!job.stop().watchesTestRows()) {
            return begun;
        }
        var watch = new Watch(job, begun.best(), start.step() - begun.steps());
        EvaluationPlan plan = EvaluationPlan.of(job);
        MetricHistory history = trajectory.metrics();
        int column = history.metrics().indexOf(watch.metric());
        for (int entry = 0; entry < history.upTo(step); entry++) {
            if (plan.isWatched(history.step(entry))) {
                boolean unused = watch.sees(history.value(entry, column), history.step(entry));
            }
        }
        return new Patience(watch.best, step - watch.bestStep);
    }

    private Metric metric() {
        return rule.monitor() == StopRule.Monitor.TEST_ACCURACY ? Metric.TEST_ACCURACY : Metric.TEST_LOSS;
    }

    /** Takes in a value; returns whether it is better than the best before. */
    private boolean sees(double value, long step) {
        double size = rule.monitor() == StopRule.Monitor.TEST_ACCURACY ? -value : value;
        if (!Double.isFinite(size) || size >= best - rule.minDelta()) {
            return false;
        }
        best = size;
        bestStep = step;
        return true;
    }

    /** Keeps the state before a step, which is the best if the loss of the step is. */
    void before(Stepper stepper) {
        if (rule.restoreBest() && rule.watchesSteps()) {
            before = stepper.checkpoint();
        }
    }

    /** Looks at the loss of a step that took effect. */
    void after(Stepper stepper) {
        if (rule.watchesSteps() && stepper.patience().steps() == 0) {
            best = stepper.patience().best();
            bestStep = stepper.step() - 1;
            kept = before;
        }
    }

    /** Looks at the test rows after a step. */
    void look(Evaluations.Scores scores, Stepper stepper) {
        Double value = scores.get(metric());
        if (value != null && sees(value, stepper.step()) && rule.restoreBest()) {
            kept = stepper.checkpoint();
        }
    }

    /** Returns whether the run has waited too long for a better metric of the test rows. */
    boolean isOver(long step) {
        return rule.watchesTestRows() && rule.patience() > 0 && step - bestStep >= rule.patience();
    }

    /**
     * Looks at the end of the run. No step has computed the loss of its parameters; where a step would compute the loss over all
     * training rows just as the evaluation does, that is the loss.
     */
    void end(Evaluations.Scores scores, Stepper stepper) {
        if (!rule.restoreBest()) {
            return;
        }
        if (rule.watchesTestRows()) {
            look(scores, stepper);
            return;
        }
        boolean alike = job.batching().size() == job.data().training().rows()
                && !job.model().isRandom()
                && job.model().statistics().isEmpty();
        if (alike && scores.training() != null && sees(scores.training().loss(), stepper.step())) {
            kept = stepper.checkpoint();
        }
    }

    /**
     * Returns the state whose parameters the run ends with. The steps up to a state that another process found are taken again.
     *
     * @param last the state after the last step
     * @throws dev.downhill.engine.kernel.StepInterrupted if the thread is interrupted
     */
    Checkpoint chosen(Checkpoint last, Checkpoints checkpoints) {
        if (!rule.restoreBest() || best == Double.POSITIVE_INFINITY) {
            return last;
        }
        Checkpoint found = kept;
        return found == null ? again(checkpoints.upTo(bestStep), bestStep) : found;
    }

    private Checkpoint again(Checkpoint from, long step) {
        var stepper = new Stepper(job, false, from);
        while (stepper.step() < step) {
            BatchLoop loop = stepper.next();
            if (stepper.take(loop, 1, new double[loop.tapeWidth()]) == 0) {
                throw new IllegalStateException("step " + (stepper.step() + 1) + " took effect before");
            }
        }
        return stepper.checkpoint();
    }

    /** Returns what a result says about the best state; null without {@code restoreBest}, and where there is none. */
    @Nullable
    Best best() {
        double value = rule.monitor() == StopRule.Monitor.TEST_ACCURACY ? -best : best;
        return rule.restoreBest() && Double.isFinite(best)
                ? new Best(bestStep, rule.monitor().text(), value)
                : null;
    }
}
