package dev.downhill.training.step;

import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.model.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One step of training as one graph: forward pass, loss, backward pass and update.
 *
 * @param forward the forward pass, whose variables are the data and the parameters.
 * @param scalars the optimizer's variables that change from step to step.
 * @param trained the names of the parameters that are updated.
 * @param gradients their gradients, as the optimizer sees them.
 * @param carried the values that one step hands to the next, in the order of the layout.
 * @param layout the order of these values.
 */
public record TrainingStep(
        Forward forward,
        List<Tensor> scalars,
        List<String> trained,
        List<Tensor> gradients,
        List<Carried> carried,
        StepLayout layout) {

    /**
     * A variable that one step hands to the next.
     *
     * @param variable the variable that the step reads
     * @param initial its value before step 1
     * @param next the value that the step computes for the next, of the variable's shape
     */
    public record Carried(Tensor variable, NDArray initial, Tensor next) {}

    /** Returns the names of what a step changes of the model: the trained parameters, then the statistics. */
    public List<String> changed() {
        List<String> changed = new ArrayList<>(trained);
        changed.addAll(forward.kept().keySet());
        return changed;
    }

    /** Returns the carried values that a checkpoint keeps beside the parameters. */
    public List<Carried> state() {
        return layout.stateOf(carried);
    }

    /**
     * Returns the step of a specification on batches of some rows.
     *
     * @throws dev.downhill.specification.fault.InvalidSpecification if the model does not fit that many rows
     */
    public static TrainingStep of(JobSpecification job, int rows) {
        var faults = new Faults();
        Forward forward = Forward.of(job, rows, Forward.Mode.TRAINING, faults);
        faults.throwIfAny();
        return new Builder(job, Objects.requireNonNull(forward, "without a fault there is a graph")).build();
    }

    /**
     * Returns the graph of a step, which must leave the parameters finite. Its outputs are the gradients.
     *
     * @param taped whether every step writes its recorded values to the tape
     */
    public StepGraph graph(boolean taped) {
        List<Tensor> written = new ArrayList<>();
        if (taped && layout.recordsParameters()) {
            layout.parametersOf(carried).forEach(carry -> written.add(carry.next()));
        }
        if (taped && layout.recordsGradients()) {
            written.addAll(gradients);
        }
        List<StepGraph.Carry> carries = carried.stream()
                .map(carry -> new StepGraph.Carry(carry.variable(), carry.next()))
                .toList();
        return new StepGraph(forward.loss(), scalars, gradients, written, carries, layout.trained());
    }

    /** Collects the parts of a step, parameter by parameter. */
    private static final class Builder {
        private final JobSpecification job;
        private final Forward forward;
        private final List<Tensor> scalars;
        private final List<Carried> parameters = new ArrayList<>();
        private final List<Carried> state = new ArrayList<>();

        Builder(JobSpecification job, Forward forward) {
            this.job = job;
            this.forward = forward;
            this.scalars = job.optimizer().scalars().stream()
                    .map(name -> Tensor.variable(name, Shape.SCALAR, false))
                    .toList();
        }

        TrainingStep build() {
            List<Parameter> trained = job.model().parameters().stream()
                    .filter(parameter -> !job.frozen().contains(parameter.name()))
                    .toList();
            List<Tensor> variables = trained.stream()
                    .map(parameter -> forward.parameter(parameter.name()))
                    .toList();
            List<Tensor> gradients = gradients(variables);
            for (int i = 0; i < variables.size(); i++) {
                update(variables.get(i), trained.get(i).initial(), gradients.get(i));
            }
            List<Carried> carried = new ArrayList<>(parameters);
            for (Parameter statistic : job.model().statistics()) {
                Tensor next =
                        Objects.requireNonNull(forward.kept().get(statistic.name()), "a pass of training keeps it");
                carried.add(new Carried(forward.parameter(statistic.name()), statistic.initial(), next));
            }
            carried.addAll(state);
            StepLayout layout = StepLayout.of(job, trained.size());
            if (layout.recordsGradients()) {
                for (Tensor gradient : gradients) {
                    Tensor last = Tensor.variable("lastGrad", gradient.shape(), false);
                    carried.add(new Carried(last, NDArray.full(gradient.shape(), 0), gradient));
                }
            }
            List<String> names = trained.stream().map(Parameter::name).toList();
            return new TrainingStep(forward, scalars, names, gradients, carried, layout);
        }

        /** Without {@code zero_grad()} each step's gradient is added to what the earlier step left, clipped as it was. */
        private List<Tensor> gradients(List<Tensor> variables) {
            List<Tensor> computed = Gradients.of(forward.loss(), variables);
            if (job.zeroGrad()) {
                return job.clipping().clip(computed);
            }
            List<Tensor> left = computed.stream()
                    .map(gradient -> Tensor.variable("grad", gradient.shape(), false))
                    .toList();
            List<Tensor> sums = new ArrayList<>();
            for (int i = 0; i < computed.size(); i++) {
                sums.add(left.get(i).add(computed.get(i)));
            }
            List<Tensor> clipped = job.clipping().clip(sums);
            for (int i = 0; i < clipped.size(); i++) {
                Tensor variable = left.get(i);
                state.add(new Carried(variable, NDArray.full(variable.shape(), 0), clipped.get(i)));
            }
            return clipped;
        }

        private void update(Tensor parameter, NDArray initial, Tensor gradient) {
            Optimizer optimizer = job.optimizer();
            List<Tensor> before = optimizer.state().stream()
                    .map(name -> Tensor.variable(name, parameter.shape(), false))
                    .toList();
            Optimizer.Update update = optimizer.update(parameter, gradient, before, scalars);
            parameters.add(new Carried(parameter, initial, update.parameter()));
            for (int i = 0; i < before.size(); i++) {
                NDArray start = NDArray.full(parameter.shape(), optimizer.initialState());
                state.add(new Carried(before.get(i), start, update.state().get(i)));
            }
        }
    }
}
