package dev.downhill.training;

import dev.downhill.data.Dataset;
import dev.downhill.data.Vocabulary;
import dev.downhill.engine.compiled.Kernels;
import dev.downhill.training.model.Parameter;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.RandomStreams;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The training loop of one job: forward pass, loss, backward pass, update, repeat.
 *
 * <p>One thread runs it, once; others may read {@link #trajectory()} and {@link #step()} meanwhile.
 */
public final class Trainer {
    private final JobSpecification job;
    private final Batches batches;
    private final RandomGenerator dropout;
    private final StopWatcher stop;
    private final Recorder recorder;
    private final HeldRows held;

    /** A step is built once for each number of rows: that of a full batch, and that of the last one of an epoch. */
    private final Map<Integer, Execution> executions = new HashMap<>();

    /** The value of every parameter, in the order of the model: before the first step, and after the last. */
    private final Map<String, double[]> parameters = new LinkedHashMap<>();

    private final Chunks chunks;
    private @Nullable Execution current;
    private double[] tape = new double[0];
    private final ScalarValues scalars;
    private TrainingResult.@Nullable Divergence divergence;
    private double lastLoss;
    private volatile long step;

    public Trainer(JobSpecification job) {
        this.job = job;
        this.batches = new Batches(job);
        this.dropout = new SplittableRandom(job.seed() ^ RandomStreams.DROPOUT);
        this.stop = new StopWatcher(job.stop());
        for (Parameter parameter : job.model().parameters()) {
            parameters.put(
                    parameter.name(), job.dtype().round(parameter.initial().values()));
        }
        this.recorder = new Recorder(job, parameters);
        this.held = new HeldRows(job, recorder.trajectory().testLosses());
        this.scalars = new ScalarValues(job);
        this.chunks = new Chunks(job, batches.alwaysAll());
    }

    /** Returns the kernels that training uses on this JVM, {@code vector} or {@code scalar}. */
    public static String kernels() {
        return Kernels.BEST.name().toLowerCase(Locale.ROOT);
    }

    /** Returns what is recorded; it grows while the job runs. */
    public Trajectory trajectory() {
        return recorder.trajectory();
    }

    /** Returns how many updates have been made. */
    public long step() {
        return step;
    }

    /** Takes the steps, until all are taken, a number is not finite, or there is a reason to stop. */
    public TrainingResult run(Interruption interruption) {
        Outcome outcome = null;
        while (outcome == null) {
            outcome = step == job.steps() ? Outcome.COMPLETED : interruption.outcome();
            if (outcome == null) {
                outcome = takeSteps();
            }
        }
        end();
        return result(outcome);
    }

    /** Takes as many steps as may be taken without a look around; returns the outcome to end with, or null to go on. */
    private @Nullable Outcome takeSteps() {
        Execution execution = nextBatch();
        boolean taped = chunks.taped();
        int width = execution.tapeWidth();
        long end = Math.min(held.next(step), taped ? job.steps() : recorder.next(step));
        int count = chunks.next(step, end, width);
        if (tape.length < count * width) {
            tape = new double[count * width];
        }
        execution.mask(dropout);
        int taken = execution.run(count, scalars.of(step + 1, count), tape);
        chunks.done();
        if (taken > 0) {
            if (held.isDue(step + taken)) {
                readParameters(execution);
                held.look(step + taken, parameters);
            }
            record(execution, taken, width, taped);
        }
        if (taken < count) {
            divergence = new TrainingResult.Divergence(step + 1, execution.notFinite());
            return Outcome.DIVERGED;
        }
        Outcome reason = stop.after(lastLoss);
        return step == job.steps() && reason == Outcome.STOPPED_EARLY ? Outcome.COMPLETED : reason;
    }

    private void record(Execution execution, int taken, int width, boolean taped) {
        step += taken;
        lastLoss = tape[(taken - 1) * width];
        if (taped) {
            recorder.tape(taken, tape, width);
        } else if (job.record().keeps(step, job.steps())) {
            recorder.step(step, lastLoss, execution.parameters(), execution.gradients());
        }
    }

    /** Returns the step for the next batch, with everything given that it begins with. */
    private Execution nextBatch() {
        Execution before = current;
        if (before != null && batches.alwaysAll()) {
            return before;
        }
        batches.advance();
        Execution execution = executions.get(batches.rows());
        if (execution == null) {
            execution = new Execution(job, batches.rows(), chunks.taped(), parameters);
            executions.put(batches.rows(), execution);
        }
        if (before != null && before != execution) {
            execution.continueFrom(before);
        }
        execution.feed(batches);
        current = execution;
        return execution;
    }

    /** Reads what stands after the last step, and records that where it was not a step that is kept. */
    private void end() {
        Execution execution = current;
        if (execution == null) {
            return;
        }
        List<double[]> values = readParameters(execution);
        if (recorder.last() < step) {
            recorder.step(step, lastLoss, values, execution.gradients());
        }
    }

    private List<double[]> readParameters(Execution execution) {
        List<double[]> values = execution.parameters();
        for (int i = 0; i < values.size(); i++) {
            parameters.put(execution.step().trained().get(i), values.get(i));
        }
        return values;
    }

    private TrainingResult result(Outcome outcome) {
        var training = new Evaluation(job, job.data().training()).of(parameters);
        Map<String, Double> metrics = new LinkedHashMap<>();
        put(metrics, "accuracy", training.accuracy());
        Dataset testRows = job.data().test();
        if (testRows != null) {
            var test = new Evaluation(job, testRows).of(parameters);
            held.last(step, test.loss());
            put(metrics, "testLoss", test.loss());
            put(metrics, "testAccuracy", test.accuracy());
        }
        Vocabulary vocabulary = job.data().training().vocabulary();
        String sample = vocabulary == null ? null : TextSample.of(job, vocabulary, parameters);
        Double finalLoss = Double.isFinite(training.loss()) ? training.loss() : null;
        return new TrainingResult(
                outcome, step, finalLoss, finalParameters(), metrics, sample, divergence, checkpoint());
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(
                step, Collections.unmodifiableMap(parameters), current == null ? List.of() : current.state());
    }

    private static void put(Map<String, Double> metrics, String name, @Nullable Double value) {
        if (value != null && Double.isFinite(value)) {
            metrics.put(name, value);
        }
    }

    private Map<String, Object> finalParameters() {
        Map<String, Object> result = new LinkedHashMap<>();
        for (Parameter parameter : job.model().parameters()) {
            double[] values = parameters.getOrDefault(parameter.name(), new double[0]);
            int[] dims = parameter.initial().shape().dims();
            switch (job.record().parameters()) {
                case ALL -> result.put(parameter.name(), Nested.of(values, dims));
                case SUMMARY -> result.put(parameter.name(), Summary.of(values));
                case NONE -> {}
            }
        }
        return result;
    }
}
