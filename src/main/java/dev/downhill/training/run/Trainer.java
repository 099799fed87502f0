package dev.downhill.training.run;

import dev.downhill.engine.compile.Kernels;
import dev.downhill.engine.kernel.StepInterrupted;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.evaluation.Confusion;
import dev.downhill.training.evaluation.Evaluation;
import dev.downhill.training.evaluation.TextSample;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.record.Metric;
import dev.downhill.training.record.Recorder;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.step.BatchLoop;
import dev.downhill.training.step.Chunks;
import dev.downhill.training.step.Divergence;
import dev.downhill.training.step.Stepper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The training loop of one job: forward pass, loss, backward pass, update, repeat.
 *
 * <p>It takes as many steps at a time as {@link Chunks} allows, records them, keeps checkpoints, evaluates
 * rows now and then, and looks for a reason to end. One thread runs it, once; others may read {@link #trajectory()} and
 * {@link #progress()} meanwhile. A step takes effect only if its loss and the parameters after it are finite:
 * docs/decisions/0009-what-must-be-finite.md.
 */
public final class Trainer {
    private static final int MOST_CHECKPOINTS = 64;
    private static final long MOST_CHECKPOINT_BYTES = 16L << 20;

    private final JobSpecification job;
    private final Recorder recorder;
    private final Evaluations evaluations;
    private final Watch watch;
    private final Chunks chunks;
    private final Stepper stepper;
    private final Checkpoints checkpoints;
    private double[] tape = new double[0];
    private @Nullable Divergence divergence;
    private double lastLoss;
    private final Progress progress;
    private long step;

    /** Returns a trainer that starts from the initial state of the job. */
    public Trainer(JobSpecification job) {
        this(job, Checkpoint.initial(job));
    }

    private Trainer(JobSpecification job, Checkpoint start) {
        this(job, start, new Checkpoints(start, MOST_CHECKPOINTS, MOST_CHECKPOINT_BYTES));
    }

    /**
     * Returns a trainer that continues from a state.
     *
     * @param start what the first step begins with: the initial state of the job, or what another run left
     * @param checkpoints keeps states of the run
     */
    public Trainer(JobSpecification job, Checkpoint start, Checkpoints checkpoints) {
        this.job = job;
        this.checkpoints = checkpoints;
        this.recorder = new Recorder(job, start);
        this.evaluations = new Evaluations(job, recorder.trajectory());
        this.chunks = new Chunks(job);
        this.stepper = new Stepper(job, chunks.taped(), start);
        this.watch = Watch.of(job, start, start, recorder.trajectory());
        this.step = start.step();
        this.progress = new Progress(step);
    }

    /**
     * Returns a trainer that goes on with a run.
     *
     * @param start what the first step of the whole run begins with
     * @param checkpoints keeps states of the run
     * @param from where it goes on
     */
    public Trainer(JobSpecification job, Checkpoint start, Checkpoints checkpoints, Resumption from) {
        this.job = job;
        this.checkpoints = checkpoints;
        this.recorder = new Recorder(job, start);
        from.recorded()
                .forEach(points -> recorder.restore(points, from.checkpoint().step()));
        this.evaluations = new Evaluations(job, recorder.trajectory());
        this.chunks = new Chunks(job);
        this.stepper = new Stepper(job, chunks.taped(), from.checkpoint());
        this.watch = Watch.of(job, start, from.checkpoint(), recorder.trajectory());
        this.step = from.checkpoint().step();
        this.progress = new Progress(step);
        checkpoints.keep(from.checkpoint());
    }

    /** Returns the kernels that training uses on this JVM, {@code vector} or {@code scalar}. */
    public static String kernels() {
        return Kernels.BEST.name().toLowerCase(Locale.ROOT);
    }

    /** Returns what is recorded; it grows while the job runs. */
    public Trajectory trajectory() {
        return recorder.trajectory();
    }

    /** Returns how many updates have been made; it grows while the job runs. */
    public long step() {
        return progress.step();
    }

    /** Returns how far the run has come; it grows while the job runs. */
    public Progress progress() {
        return progress;
    }

    /** Returns the states that are kept; they grow more while the job runs. */
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    /**
     * Takes the steps, until all are taken, a number is not finite, or there is a reason to stop. If the thread is
     * interrupted within a step or within the evaluation at the end, the interruption gives the reason.
     *
     * @param interruption is asked between the steps
     * @throws StepInterrupted if the thread is interrupted and the interruption gives no reason
     */
    public TrainingResult run(Interruption interruption) {
        Outcome outcome = null;
        while (outcome == null) {
            outcome = step == job.steps() ? Outcome.COMPLETED : interruption.outcome();
            if (outcome == null) {
                outcome = takeSteps(interruption);
            }
        }
        end();
        TrainingResult result = evaluated(outcome, interruption);
        trajectory().trim();
        return result;
    }

    private TrainingResult evaluated(Outcome outcome, Interruption interruption) {
        try {
            return result(outcome);
        } catch (StepInterrupted e) {
            Outcome reason = reason(interruption, e);
            return result(outcome == Outcome.COMPLETED ? reason : outcome, Score.NONE, stepper.checkpoint(), null);
        }
    }

    private static Outcome reason(Interruption interruption, StepInterrupted interrupted) {
        Outcome reason = interruption.outcome();
        if (reason == null) {
            throw interrupted;
        }
        return reason;
    }

    /** Takes steps up to the next check; returns the outcome if the run must end, or null to continue. */
    private @Nullable Outcome takeSteps(Interruption interruption) {
        BatchLoop execution = stepper.next();
        boolean taped = chunks.taped();
        int width = execution.tapeWidth();
        long end = Math.min(taped ? job.steps() : recorder.next(step), checkpoints.next(step));
        int count = chunks.next(step, Math.min(end, evaluations.next(step)), width);
        if (tape.length < count * width) {
            tape = new double[count * width];
        }
        StepInterrupted interrupted = null;
        watch.before(stepper);
        int taken;
        try {
            taken = stepper.take(execution, count, tape);
        } catch (StepInterrupted e) {
            interrupted = e;
            taken = e.taken();
        }
        chunks.done();
        if (taken > 0) {
            watch.after(stepper);
            // Before the point is recorded, so that a reader who sees it sees its metrics too.
            if (interrupted == null) {
                interrupted = evaluate(stepper.step());
            }
            record(execution, taken, width, taped);
        }
        if (interrupted != null) {
            return reason(interruption, interrupted);
        }
        if (taken < count) {
            divergence = execution.divergence(step + 1);
            return Outcome.DIVERGED;
        }
        if (lastLoss < job.stop().lossBelow()) {
            return Outcome.CONVERGED;
        }
        boolean waitedTooLong = stepper.isOutOfPatience() || (evaluations.isWatched(step) && watch.isOver(step));
        return waitedTooLong && step < job.steps() ? Outcome.STOPPED_EARLY : null;
    }

    private void record(BatchLoop execution, int taken, int width, boolean taped) {
        boolean due = stepper.step() == checkpoints.next(step);
        step = stepper.step();
        progress.reach(step);
        lastLoss = tape[(taken - 1) * width];
        if (taped) {
            recorder.tape(taken, tape, width);
        } else if (recorder.keeps(step)) {
            recorder.step(step, lastLoss, execution.parameters(), execution.gradients());
        }
        if (due) {
            checkpoints.keep(stepper.checkpoint());
        }
    }

    /** Evaluates rows where it is time; returns the interruption where the thread is interrupted meanwhile. */
    private @Nullable StepInterrupted evaluate(long taken) {
        try {
            if (evaluations.isDue(taken)) {
                Evaluations.Scores scores =
                        evaluations.look(taken, stepper.checkpoint().parameters());
                if (evaluations.isWatched(taken)) {
                    watch.look(scores, stepper);
                }
            }
            return null;
        } catch (StepInterrupted e) {
            return e;
        }
    }

    /** Records what stands after the last step, where that was not a step that is kept. */
    private void end() {
        BatchLoop execution = stepper.current();
        if (execution != null && recorder.last() < step) {
            recorder.step(step, lastLoss, execution.parameters(), execution.gradients());
        }
    }

    /**
     * The quality of the run.
     *
     * @param loss over all training rows; null if it is not finite or not known.
     * @param sample a text that a model of characters writes, or null.
     * @param diverged whether the loss is known and not finite.
     */
    private record Score(
            @Nullable Double loss,
            Map<String, Double> metrics,
            @Nullable Confusion confusion,
            @Nullable String sample,
            boolean diverged) {
        static final Score NONE = new Score(null, Map.of(), null, null, false);
    }

    private TrainingResult result(Outcome outcome) {
        Checkpoint last = stepper.checkpoint();
        Evaluations.Scores scores = evaluations.last(step, last.parameters());
        watch.end(scores, stepper);
        Checkpoint chosen = watch.chosen(last, checkpoints);
        if (chosen.step() != last.step()) {
            scores = evaluations.all(chosen.step(), chosen.parameters());
        }
        return result(outcome, score(scores, chosen.parameters()), chosen, watch.best());
    }

    private TrainingResult result(Outcome outcome, Score score, Checkpoint chosen, @Nullable Best best) {
        if (score.diverged() && divergence == null) {
            divergence = Divergence.ofLoss(step + 1);
        }
        return new TrainingResult(
                score.diverged() ? outcome.withoutFiniteLoss() : outcome,
                step,
                score.loss(),
                score.metrics(),
                score.confusion(),
                score.sample(),
                divergence,
                chosen,
                best);
    }

    private Score score(Evaluations.Scores scores, Map<String, double[]> parameters) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            boolean unasked = !job.record().metrics() && (metric == Metric.R2 || metric == Metric.TEST_R2);
            Double value = unasked ? null : scores.get(metric);
            if (value != null && Double.isFinite(value)) {
                metrics.put(metric.text(), value);
            }
        }
        Evaluation.Score training = Objects.requireNonNull(scores.training(), "the training rows are evaluated");
        String sample = job.data().training().vocabulary() == null
                ? null
                : TextSample.of(job, parameters, TextSample.LENGTH).text();
        boolean finite = Double.isFinite(training.loss());
        return new Score(
                finite ? training.loss() : null,
                metrics.isEmpty() ? Map.of() : metrics,
                evaluations.confusion(),
                sample,
                !finite);
    }
}
