package dev.downhill.training;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.Program;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.training.specification.Forward;
import dev.downhill.training.specification.JobSpecification;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A training step on batches of one size, ready to run. */
final class Execution {
    private final JobSpecification job;
    private final TrainingStep step;
    private final Program program;

    /** @param parameters the values of all parameters; those that are frozen keep them */
    Execution(JobSpecification job, int rows, Map<String, double[]> parameters) {
        this.job = job;
        this.step = TrainingStep.of(job, rows);
        this.program = new Interpreter(step.graph(), job.dtype());
        parameters.forEach((name, values) -> program.set(step.forward().parameter(name), values));
    }

    TrainingStep step() {
        return step;
    }

    void feed(Dataset batch) {
        step.forward().feed(program, job, batch);
    }

    /** Gives the step what the last one left. */
    void begin(List<double[]> carried) {
        for (int i = 0; i < carried.size(); i++) {
            program.set(step.carried().get(i).variable(), carried.get(i));
        }
    }

    /** Draws the masks of this step. */
    void mask(RandomGenerator random) {
        for (Forward.Mask mask : step.forward().masks()) {
            double[] values = new double[mask.variable().shape().size()];
            double kept = 1 / (1 - mask.dropped());
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble() < mask.dropped() ? 0 : kept;
            }
            program.set(mask.variable(), values);
        }
    }

    void run(double[] scalars) {
        for (int i = 0; i < scalars.length; i++) {
            program.set(step.scalars().get(i), scalars[i]);
        }
        program.run();
    }

    double loss() {
        return program.get(step.forward().loss())[0];
    }

    List<double[]> gradients() {
        return values(step.gradients());
    }

    /** Returns what the next step begins with: the program's own arrays. */
    List<double[]> carried() {
        return values(step.carried().stream().map(TrainingStep.Carried::next).toList());
    }

    /** Returns what the first step begins with. */
    List<double[]> initial() {
        return step.carried().stream().map(carry -> carry.initial().values()).toList();
    }

    /** Returns the name of what the step computed that is not finite, or null where everything is. */
    @Nullable
    String notFinite() {
        if (!Double.isFinite(loss())) {
            return "loss";
        }
        List<String> trained = step.trained();
        List<double[]> gradients = gradients();
        List<double[]> carried = carried();
        for (int i = 0; i < trained.size(); i++) {
            if (!allFinite(gradients.get(i))) {
                return "the gradient of " + trained.get(i);
            }
        }
        for (int i = 0; i < carried.size(); i++) {
            if (!allFinite(carried.get(i))) {
                return i < trained.size() ? "the update of " + trained.get(i) : "the state of the optimizer";
            }
        }
        return null;
    }

    private static boolean allFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private List<double[]> values(List<Tensor> tensors) {
        return tensors.stream().map(program::get).toList();
    }
}
