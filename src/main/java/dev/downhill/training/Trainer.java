package dev.downhill.training;

import dev.downhill.data.Dataset;
import dev.downhill.data.Vocabulary;
import dev.downhill.training.model.Parameter;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.RandomStreams;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** A step is built once for each number of rows: that of a full batch, and that of the last one of an epoch. */
    private final Map<Integer, Execution> executions = new HashMap<>();

    /** The value of every parameter, in the order of the model. */
    private final Map<String, double[]> parameters = new LinkedHashMap<>();

    /** What the next step begins with, in the order of {@link TrainingStep#carried()}. */
    private List<double[]> carried = List.of();

    private TrainingResult.@Nullable Divergence divergence;
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
                outcome = takeStep(step + 1);
            }
        }
        recorder.end(List.copyOf(parameters.values()));
        return result(outcome);
    }

    /** Returns the outcome to end with, or null to go on. */
    private @Nullable Outcome takeStep(long next) {
        Dataset batch = batches.next();
        Execution execution = execution(batch);
        double rate = job.schedule().rate(job.optimizer().learningRate(), next - 1, job.steps());
        execution.mask(dropout);
        execution.run(job.optimizer().scalars(rate, next));
        String notFinite = execution.notFinite();
        if (notFinite != null) {
            divergence = new TrainingResult.Divergence(next, notFinite);
            return Outcome.DIVERGED;
        }
        carried = execution.carried().stream().map(double[]::clone).toList();
        List<String> trained = execution.step().trained();
        for (int i = 0; i < trained.size(); i++) {
            parameters.put(trained.get(i), carried.get(i));
        }
        recorder.step(next, execution.loss(), List.copyOf(parameters.values()), execution.gradients());
        step = next;
        Outcome reason = stop.after(execution.loss());
        return next == job.steps() && reason == Outcome.STOPPED_EARLY ? Outcome.COMPLETED : reason;
    }

    /** Returns the step for a batch, with everything given that it begins with. */
    private Execution execution(Dataset batch) {
        Execution execution = executions.get(batch.rows());
        if (execution == null) {
            execution = new Execution(job, batch.rows(), parameters);
            executions.put(batch.rows(), execution);
            execution.feed(batch);
            carried = carried.isEmpty() ? execution.initial() : carried;
        } else if (!batches.alwaysAll()) {
            execution.feed(batch);
        }
        execution.begin(carried);
        return execution;
    }

    private TrainingResult result(Outcome outcome) {
        var training = new Evaluation(job, job.data().training()).of(parameters);
        Map<String, Double> metrics = new LinkedHashMap<>();
        put(metrics, "accuracy", training.accuracy());
        Dataset held = job.data().test();
        if (held != null) {
            var test = new Evaluation(job, held).of(parameters);
            put(metrics, "testLoss", test.loss());
            put(metrics, "testAccuracy", test.accuracy());
        }
        Vocabulary vocabulary = job.data().training().vocabulary();
        String sample = vocabulary == null ? null : TextSample.of(job, vocabulary, parameters);
        Double finalLoss = Double.isFinite(training.loss()) ? training.loss() : null;
        return new TrainingResult(outcome, step, finalLoss, finalParameters(), metrics, sample, divergence);
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
