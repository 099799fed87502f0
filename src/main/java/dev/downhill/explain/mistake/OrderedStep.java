package dev.downhill.explain.mistake;

import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.model.Parameter;
import dev.downhill.training.step.StepLayout;
import dev.downhill.training.step.TrainingStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A step whose parameters get their new values one after the other. */
final class OrderedStep {
    private final JobSpecification job;
    private final Forward forward;
    private final List<Tensor> scalars;
    private final List<Parameter> trained;

    private OrderedStep(JobSpecification job, Forward forward) {
        this.job = job;
        this.forward = forward;
        this.scalars = job.optimizer().scalars().stream()
                .map(name -> Tensor.variable(name, Shape.SCALAR, false))
                .toList();
        this.trained = job.model().parameters().stream()
                .filter(parameter -> !job.frozen().contains(parameter.name()))
                .toList();
    }

    /** @throws dev.downhill.specification.fault.InvalidSpecification if the model does not fit that many rows */
    static TrainingStep of(JobSpecification job, int rows, UpdateOrder order) {
        var faults = new Faults();
        Forward forward = Forward.of(job, rows, Forward.Mode.TRAINING, faults);
        faults.throwIfAny();
        return new OrderedStep(job, Objects.requireNonNull(forward, "without a fault there is a graph")).step(order);
    }

    /** The update of one parameter. */
    private record Updated(Tensor gradient, List<Tensor> left, List<Tensor> before, Optimizer.Update update) {}

    private TrainingStep step(UpdateOrder order) {
        Map<Tensor, Tensor> renewed = new HashMap<>();
        Map<Parameter, Updated> updates = new HashMap<>();
        for (Parameter parameter : sorted(order)) {
            Tensor variable = forward.parameter(parameter.name());
            Tensor gradient = order == UpdateOrder.DURING_BACKWARD
                    ? new BackwardThroughRenewed(forward.loss(), renewed).gradient(variable)
                    : Gradients.of(new Substitution(renewed).of(forward.loss()), List.of(variable))
                            .getFirst();
            Updated updated = update(variable, gradient);
            updates.put(parameter, updated);
            renewed.put(variable, updated.update().parameter().detach());
        }
        return assembled(updates);
    }

    private List<Parameter> sorted(UpdateOrder order) {
        return switch (order) {
            case TOGETHER, FIRST_TO_LAST -> trained;
            case LAST_TO_FIRST -> trained.reversed();
            case DURING_BACKWARD ->
                BackwardThroughRenewed.lastUsedFirst(
                        forward.loss(), trained, parameter -> forward.parameter(parameter.name()));
        };
    }

    private Updated update(Tensor variable, Tensor computed) {
        Optimizer optimizer = job.optimizer();
        List<Tensor> left = job.zeroGrad() ? List.of() : List.of(Tensor.variable("grad", variable.shape(), false));
        Tensor sum = left.isEmpty() ? computed : left.getFirst().add(computed);
        Tensor gradient = job.clipping().clip(List.of(sum)).getFirst();
        List<Tensor> before = optimizer.state().stream()
                .map(name -> Tensor.variable(name, variable.shape(), false))
                .toList();
        return new Updated(gradient, left, before, optimizer.update(variable, gradient, before, scalars));
    }

    /** Puts the parts of all updates into the order of {@link StepLayout}. */
    private TrainingStep assembled(Map<Parameter, Updated> updates) {
        List<Tensor> gradients = new ArrayList<>();
        List<TrainingStep.Carried> parameters = new ArrayList<>();
        List<TrainingStep.Carried> left = new ArrayList<>();
        List<TrainingStep.Carried> state = new ArrayList<>();
        List<TrainingStep.Carried> last = new ArrayList<>();
        for (Parameter parameter : trained) {
            Updated updated = Objects.requireNonNull(updates.get(parameter), parameter.name());
            Shape shape = parameter.initial().shape();
            gradients.add(updated.gradient());
            parameters.add(new TrainingStep.Carried(
                    forward.parameter(parameter.name()),
                    parameter.initial(),
                    updated.update().parameter()));
            updated.left()
                    .forEach(variable ->
                            left.add(new TrainingStep.Carried(variable, NDArray.full(shape, 0), updated.gradient())));
            for (int i = 0; i < updated.before().size(); i++) {
                state.add(new TrainingStep.Carried(
                        updated.before().get(i),
                        NDArray.full(shape, job.optimizer().initialState()),
                        updated.update().state().get(i)));
            }
            last.add(new TrainingStep.Carried(
                    Tensor.variable("lastGrad", shape, false), NDArray.full(shape, 0), updated.gradient()));
        }
        List<TrainingStep.Carried> carried = new ArrayList<>(parameters);
        for (Parameter statistic : job.model().statistics()) {
            Tensor next = Objects.requireNonNull(forward.kept().get(statistic.name()), "a pass of training keeps it");
            carried.add(new TrainingStep.Carried(forward.parameter(statistic.name()), statistic.initial(), next));
        }
        carried.addAll(left);
        carried.addAll(state);
        carried.addAll(last);
        var layout = new StepLayout(
                trained.size(),
                job.model().statistics().size(),
                !job.zeroGrad(),
                job.optimizer().state().size(),
                /* recordsParameters= */ true,
                /* recordsGradients= */ true);
        return new TrainingStep(
                forward, scalars, trained.stream().map(Parameter::name).toList(), gradients, carried, layout);
    }
}
