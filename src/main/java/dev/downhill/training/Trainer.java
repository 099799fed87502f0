package dev.downhill.training;

import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.Program;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.training.model.Parameter;
import dev.downhill.training.specification.Forward;
import dev.downhill.training.specification.JobSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The training loop of one job: forward pass, loss, backward pass, update, repeat.
 *
 * <p>One thread runs it, once; others may read {@link #trajectory()} and {@link #step()} meanwhile.
 */
public final class Trainer {
    private final JobSpecification job;
    private final TrainingStep trainingStep;
    private final Program program;
    private final Recorder recorder;
    /** The value of every parameter, in the order of the model. */
    private final Map<String, double[]> parameters = new LinkedHashMap<>();

    private volatile long step;

    public Trainer(JobSpecification job) {
        this.job = job;
        this.trainingStep = TrainingStep.of(job, job.data().rows());
        this.program = new Interpreter(trainingStep.graph(), job.dtype());
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

    /** Takes the steps, until all are taken, a number is not finite, or somebody interrupts. */
    public TrainingResult run(Interruption interruption) {
        begin();
        Outcome outcome = null;
        while (outcome == null) {
            outcome = step == job.steps() ? Outcome.COMPLETED : interruption.outcome();
            if (outcome == null && !takeStep(step + 1)) {
                outcome = Outcome.DIVERGED;
            }
        }
        recorder.end(List.copyOf(parameters.values()));
        return new TrainingResult(outcome, step, finalLoss(), finalParameters(), Map.of());
    }

    private void begin() {
        feed(program);
        trainingStep
                .carried()
                .forEach(carried ->
                        program.set(carried.variable(), carried.initial().values()));
        program.set(trainingStep.learningRate(), job.optimizer().learningRate());
    }

    /** Gives a program over the forward pass its data and the parameters as they stand. */
    private void feed(Program forwardProgram) {
        Forward forward = trainingStep.forward();
        job.data().inputs().forEach(column -> forward.feed(forwardProgram, column));
        forward.feed(forwardProgram, job.data().target());
        forward.parameters().forEach((name, variable) -> {
            double[] values = parameters.get(name);
            if (values != null) {
                forwardProgram.set(variable, values);
            }
        });
    }

    /** Returns false, with everything as it was, where a number of the step is not finite. */
    private boolean takeStep(long next) {
        program.set(trainingStep.step(), (double) next);
        program.run();
        double loss = program.get(trainingStep.forward().loss())[0];
        List<double[]> gradients =
                trainingStep.gradients().stream().map(program::get).toList();
        List<double[]> carried = trainingStep.carried().stream()
                .map(carry -> program.get(carry.next()))
                .toList();
        if (!Double.isFinite(loss) || !allFinite(gradients) || !allFinite(carried)) {
            return false;
        }
        for (int i = 0; i < carried.size(); i++) {
            program.set(trainingStep.carried().get(i).variable(), carried.get(i));
        }
        for (int i = 0; i < trainingStep.trained().size(); i++) {
            parameters.put(trainingStep.trained().get(i), carried.get(i).clone());
        }
        recorder.step(next, loss, List.copyOf(parameters.values()), gradients);
        step = next;
        return true;
    }

    private static boolean allFinite(List<double[]> arrays) {
        for (double[] array : arrays) {
            for (double number : array) {
                if (!Double.isFinite(number)) {
                    return false;
                }
            }
        }
        return true;
    }

    private @Nullable Double finalLoss() {
        Tensor lossOfAllRows = trainingStep.forward().loss();
        var evaluation = new Interpreter(Graph.of(lossOfAllRows), job.dtype());
        feed(evaluation);
        evaluation.run();
        double loss = evaluation.get(lossOfAllRows)[0];
        return Double.isFinite(loss) ? loss : null;
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
