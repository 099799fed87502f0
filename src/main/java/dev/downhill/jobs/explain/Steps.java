package dev.downhill.jobs.explain;

import dev.downhill.analysis.Answers;
import dev.downhill.explain.layer.LayerChoice;
import dev.downhill.explain.step.LayerExplainer;
import dev.downhill.explain.step.LayerTrace;
import dev.downhill.explain.step.RowExplainer;
import dev.downhill.explain.step.RowTrace;
import dev.downhill.explain.step.StepExplainer;
import dev.downhill.explain.step.StepTrace;
import dev.downhill.jobs.ExplainProperties;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.NotYet;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.replay.Replay;
import dev.downhill.training.replay.ReplayedStep;
import dev.downhill.training.replay.WeightPass;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.RunCost;
import dev.downhill.training.run.TrainingResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of jobs, each taken again from the nearest state that was kept. */
@Component
public final class Steps {
    /** A step that is explained costs as much as so many that are taken. */
    private static final int EXPLAINED = 50;

    private final Answers answers;
    private final StepExplainer explainer;
    private final RowExplainer rowExplainer;
    private final LayerExplainer layerExplainer;

    public Steps(Answers answers, ExplainProperties properties) {
        this.answers = answers;
        this.explainer = new StepExplainer(properties.numbers());
        this.rowExplainer = new RowExplainer(properties.numbers());
        this.layerExplainer = new LayerExplainer(properties.numbers());
    }

    /**
     * Returns what happened in a step.
     *
     * @param layers the layers to open
     * @param form makes the answer of it
     * @throws StepNotFound if the job has not taken it
     */
    public <T> T explain(Job job, long step, LayerChoice layers, Function<StepTrace, T> form) {
        TrainingResult result = job.state().result();
        boolean last = result != null && result.steps() == step;
        return again(
                job, step, EXPLAINED, taken -> form.apply(explainer.explain(job.specification(), taken, last, layers)));
    }

    /**
     * Returns what one row did in a step.
     *
     * @param row its place in the batch, from 0
     * @param weight the weight whose chain is written out, or null
     * @param layers the layers to open
     * @param form makes the answer of it
     * @throws StepNotFound if the job has not taken it
     */
    public <T> T explainRow(
            Job job, long step, int row, @Nullable String weight, LayerChoice layers, Function<RowTrace, T> form) {
        return again(
                job,
                step,
                2 * EXPLAINED,
                taken -> form.apply(rowExplainer.explain(job.specification(), taken, row, weight, layers)));
    }

    /**
     * Returns one layer of a step.
     *
     * @param row its place in the batch, from 0
     * @param layer the layer and its element
     * @param form makes the answer of it
     * @throws StepNotFound if the job has not taken it
     */
    public <T> T explainLayer(Job job, long step, int row, LayerChoice layer, Function<LayerTrace, T> form) {
        return again(
                job,
                step,
                EXPLAINED,
                taken -> form.apply(layerExplainer.explain(job.specification(), taken, row, layer)));
    }

    /** @param explained as much as how many steps the answer costs */
    private <T> T again(Job job, long step, int explained, Function<ReplayedStep, T> answer) {
        Checkpoints kept = keptBefore(job, step);
        RunCost cost = RunCost.of(job.specification());
        Duration estimate =
                cost.steps(step - kept.upTo(step - 1).step()).plus(cost.steps(1).multipliedBy(explained));
        return answers.compute(estimate, () -> {
            ReplayedStep taken = replay(job, kept, step - 1).next();
            kept.remember(taken.after());
            return answer.apply(taken);
        });
    }

    /**
     * Returns what stood after a step; after none, if it is 0.
     *
     * @throws StepNotFound if the job has not taken it
     */
    public Checkpoint after(Job job, long step) {
        if (step == job.start().step()) {
            return job.start();
        }
        TrainingResult result = job.state().result();
        if (result != null && result.checkpoint().step() == step) {
            return result.checkpoint();
        }
        Checkpoints kept = keptBefore(job, step);
        long again = step - kept.upTo(step).step();
        return answers.compute(
                RunCost.of(job.specification()).steps(again),
                () -> replay(job, kept, step).checkpoint());
    }

    /**
     * Returns the weights after several steps, found in one pass: as the trajectory has them, or from the nearest state
     * that was kept.
     *
     * @param steps ascending
     * @param more the estimated duration of {@code form}
     * @param form makes the answer of each parameter's elements by name, one entry for each step
     * @throws StepNotFound if the job has not taken one of them
     */
    public <T> T weights(Job job, List<Long> steps, Duration more, Function<List<Map<String, double[]>>, T> form) {
        long start = job.start().step();
        for (long step : steps) {
            if (step != start) {
                keptBefore(job, step);
            }
        }
        Job.Run run = job.state().run();
        if (run == null || steps.isEmpty()) {
            return answers.compute(
                    more,
                    () -> form.apply(
                            steps.stream().map(step -> job.start().parameters()).toList()));
        }
        Duration estimate = RunCost.of(job.specification())
                .steps(pass(job, run).again(steps))
                .plus(more);
        return answers.compute(estimate, () -> form.apply(pass(job, run).after(steps)));
    }

    private static WeightPass pass(Job job, Job.Run run) {
        return new WeightPass(job.specification(), job.start(), run.trajectory(), run.checkpoints());
    }

    /**
     * Returns what stood after a step; without one, after the last.
     *
     * @throws NotYet if the job has not ended, and no step is given
     * @throws StepNotFound if the job has not taken it
     */
    public Checkpoint afterOrLast(Job job, @Nullable Long step) {
        if (step != null) {
            return after(job, step);
        }
        TrainingResult result = job.state().result();
        if (result == null) {
            throw new NotYet(job, "trained model");
        }
        return result.checkpoint();
    }

    private static Checkpoints keptBefore(Job job, long step) {
        Job.Run run = job.state().run();
        long first = job.start().step() + 1;
        long last = run == null ? 0 : run.step();
        if (run == null || step < first || step > last) {
            throw new StepNotFound(job, step, first, last);
        }
        return run.checkpoints();
    }

    /** Remembers progress on timeout so that a retry resumes there. */
    private static Replay replay(Job job, Checkpoints kept, long step) {
        var replay = new Replay(job.specification(), kept.upTo(step));
        Interruption untilInterrupted = () -> Thread.currentThread().isInterrupted() ? Outcome.TIMED_OUT : null;
        if (replay.advanceTo(step, untilInterrupted) != null) {
            kept.remember(replay.checkpoint());
            throw new CancellationException("the answer was not computed in time");
        }
        return replay;
    }
}
