package dev.downhill.training;

import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.training.fault.Faults;
import dev.downhill.training.model.Parameter;
import dev.downhill.training.specification.Forward;
import dev.downhill.training.specification.JobSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One step of training as one graph: forward pass, loss, backward pass and update.
 *
 * @param forward the forward pass, whose variables are the data and the parameters
 * @param learningRate a scalar variable: the rate of this step
 * @param step a scalar variable: the number of this step, from 1
 * @param trained the names of the parameters that are updated
 * @param gradients for each of them the gradient, as the optimizer sees it
 * @param carried everything that the next step begins with: the parameters first, in the order of {@code trained}
 */
public record TrainingStep(
        Forward forward,
        Tensor learningRate,
        Tensor step,
        List<String> trained,
        List<Tensor> gradients,
        List<Carried> carried) {

    /**
     * A variable that one step hands to the next.
     *
     * @param variable what the step reads
     * @param initial what the first step reads
     * @param next what the step computes for the next
     */
    public record Carried(Tensor variable, NDArray initial, Tensor next) {}

    /** Returns the step of a specification on batches of some rows. */
    static TrainingStep of(JobSpecification job, int rows) {
        var faults = new Faults();
        Forward forward = Forward.of(job, rows, faults);
        faults.throwIfAny();
        Objects.requireNonNull(forward, "no fault was said, so the graph is there");
        return new Builder(job, forward).build();
    }

    /** Returns the graph that computes the loss, the gradients and what is carried on. */
    Graph graph() {
        List<Tensor> outputs = new ArrayList<>();
        outputs.add(forward.loss());
        outputs.addAll(gradients);
        carried.forEach(carry -> outputs.add(carry.next()));
        return Graph.of(outputs);
    }

    /** Collects the parts of a step, parameter by parameter. */
    private static final class Builder {
        private final JobSpecification job;
        private final Forward forward;
        private final Tensor learningRate = Tensor.variable("learningRate", Shape.SCALAR, false);
        private final Tensor step = Tensor.variable("step", Shape.SCALAR, false);
        private final List<Tensor> gradients = new ArrayList<>();
        private final List<Carried> parameters = new ArrayList<>();
        private final List<Carried> state = new ArrayList<>();

        Builder(JobSpecification job, Forward forward) {
            this.job = job;
            this.forward = forward;
        }

        TrainingStep build() {
            List<Parameter> trained = job.model().parameters().stream()
                    .filter(parameter -> !job.frozen().contains(parameter.name()))
                    .toList();
            List<Tensor> variables = trained.stream()
                    .map(parameter -> forward.parameter(parameter.name()))
                    .toList();
            List<Tensor> computed = Gradients.of(forward.loss(), variables);
            for (int i = 0; i < variables.size(); i++) {
                update(variables.get(i), trained.get(i).initial(), accumulated(computed.get(i)));
            }
            List<Carried> carried = new ArrayList<>(parameters);
            carried.addAll(state);
            List<String> names = trained.stream().map(Parameter::name).toList();
            return new TrainingStep(forward, learningRate, step, names, gradients, carried);
        }

        /** Without {@code zero_grad()} each step's gradient is added to what the earlier steps left. */
        private Tensor accumulated(Tensor gradient) {
            if (job.zeroGrad()) {
                return gradient;
            }
            Tensor earlier = Tensor.variable("grad", gradient.shape(), false);
            Tensor sum = earlier.add(gradient);
            state.add(new Carried(earlier, NDArray.full(gradient.shape(), 0), sum));
            return sum;
        }

        private void update(Tensor parameter, NDArray initial, Tensor gradient) {
            List<Tensor> before = job.optimizer().state().stream()
                    .map(name -> Tensor.variable(name, parameter.shape(), false))
                    .toList();
            Optimizer.Update update =
                    job.optimizer().update(parameter, gradient, before, new Optimizer.Moment(learningRate, step));
            gradients.add(gradient);
            parameters.add(new Carried(parameter, initial, update.parameter()));
            for (int i = 0; i < before.size(); i++) {
                NDArray zeros = NDArray.full(parameter.shape(), 0);
                state.add(new Carried(before.get(i), zeros, update.state().get(i)));
            }
        }
    }
}
