package dev.downhill.explain.step;

import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.engine.optimizer.Optimizers;
import dev.downhill.explain.graph.FormulaText;
import dev.downhill.explain.graph.ShownNumbers;
import dev.downhill.explain.step.StepTrace.Equation;
import dev.downhill.explain.step.StepTrace.NextPhase;
import dev.downhill.explain.step.StepTrace.ParameterUpdate;
import dev.downhill.explain.step.StepTrace.UpdatePhase;
import dev.downhill.specification.Clipping;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.replay.ReplayedStep;
import dev.downhill.training.step.StepLayout;
import dev.downhill.training.step.TrainingStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The optimizer's update with its numbers, and what it leaves for the next step. */
final class UpdateTrace {
    /** The suffix of the name of a value after an update. */
    private static final String AFTER = "_next";

    private final JobSpecification job;
    private final ReplayedStep step;
    private final List<Parameter> parameters = new ArrayList<>();

    /**
     * The update of one parameter, as tensors.
     *
     * @param backpropagated the gradient as the backward pass gives it
     * @param gradient stands for the gradient as the optimizer sees it
     * @param state what the optimizer kept
     */
    private record Parameter(
            String name,
            Tensor before,
            Tensor backpropagated,
            Tensor gradient,
            List<Tensor> state,
            Optimizer.Update update) {}

    /** @param gradients of each trained parameter, as the backward pass gives it */
    UpdateTrace(JobSpecification job, ReplayedStep step, List<Tensor> gradients) {
        this.job = job;
        this.step = step;
        List<String> trained = step.graph().trained();
        for (int i = 0; i < trained.size(); i++) {
            Tensor before = step.graph().forward().parameter(trained.get(i));
            Tensor gradient = Tensor.variable("grad", before.shape(), false);
            List<Tensor> state = layout().optimizerValues(step.graph().state(), i).stream()
                    .map(TrainingStep.Carried::variable)
                    .toList();
            Optimizer.Update update =
                    job.optimizer().update(before, gradient, state, step.graph().scalars());
            parameters.add(new Parameter(trained.get(i), before, gradients.get(i), gradient, state, update));
        }
    }

    private StepLayout layout() {
        return step.graph().layout();
    }

    /** Returns what has to be computed. */
    List<Tensor> outputs() {
        List<Tensor> outputs = new ArrayList<>(step.graph().scalars());
        for (Parameter parameter : parameters) {
            outputs.add(parameter.before());
            outputs.add(parameter.backpropagated());
            outputs.add(parameter.gradient());
            outputs.addAll(parameter.state());
            outputs.add(parameter.update().parameter());
            outputs.addAll(parameter.update().state());
        }
        return outputs;
    }

    /** Returns the run's own gradients, which the update begins with. */
    Map<Tensor, double[]> given() {
        Map<Tensor, double[]> given = new HashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            given.put(parameters.get(i).gradient(), step.gradients().get(i));
        }
        return given;
    }

    UpdatePhase phase(NodeValues values) {
        return new UpdatePhase(
                Optimizers.CATALOGUE.nameOf(job.optimizer()),
                scalars(values),
                parameters.stream()
                        .map(parameter -> parameter(parameter, values))
                        .toList());
    }

    private List<Equation> scalars(NodeValues values) {
        List<Equation> equations = new ArrayList<>();
        List<String> scalars = job.optimizer().scalars();
        List<Tensor> used = Graph.of(parameters.stream()
                        .map(parameter -> parameter.update().parameter())
                        .toList())
                .nodes();
        Map<String, Double> numbers = new LinkedHashMap<>(job.optimizer().numbers());
        numbers.put("learningRate", step.rate());
        numbers.put("step", (double) step.number());
        for (int i = 0; i < scalars.size(); i++) {
            if (!used.contains(step.graph().scalars().get(i))) {
                continue;
            }
            NDArray value = values.of(step.graph().scalars().get(i));
            String formula = job.optimizer().scalarFormulas().get(i);
            equations.add(new Equation(
                    scalars.get(i),
                    formula,
                    ShownNumbers.json(value),
                    FormulaText.equation(scalars.get(i), withNumbers(formula, numbers), ShownNumbers.text(value))));
        }
        return equations;
    }

    private static String withNumbers(String formula, Map<String, Double> numbers) {
        String text = formula;
        for (Map.Entry<String, Double> number : numbers.entrySet()) {
            text = text.replaceAll(
                    "\\b" + number.getKey() + "\\b", FormulaText.operand(ShownNumbers.text(number.getValue())));
        }
        return text;
    }

    private ParameterUpdate parameter(Parameter parameter, NodeValues values) {
        Map<Tensor, String> names = new HashMap<>();
        names.put(parameter.before(), parameter.name());
        names.put(parameter.gradient(), "grad");
        List<String> kept = job.optimizer().state();
        for (int i = 0; i < kept.size(); i++) {
            names.put(parameter.state().get(i), kept.get(i));
        }
        List<String> scalars = job.optimizer().scalars();
        for (int i = 0; i < scalars.size(); i++) {
            names.put(step.graph().scalars().get(i), scalars.get(i));
        }
        List<Equation> equations = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            Tensor next = parameter.update().state().get(i);
            equations.add(equation(kept.get(i) + AFTER, next, names, values));
            names.put(next, kept.get(i) + AFTER);
        }
        equations.add(equation(parameter.name() + AFTER, parameter.update().parameter(), names, values));
        NDArray seen = values.of(parameter.gradient());
        return new ParameterUpdate(
                parameter.name(),
                ShownNumbers.json(values.of(parameter.before())),
                ShownNumbers.json(values.of(parameter.backpropagated())),
                ShownNumbers.json(seen),
                "grad = " + gradientText(parameter, values) + " = " + ShownNumbers.text(seen),
                equations,
                ShownNumbers.json(values.of(parameter.update().parameter())));
    }

    private static Equation equation(String name, Tensor tensor, Map<Tensor, String> names, NodeValues values) {
        NDArray value = values.of(tensor);
        String numbers =
                FormulaText.of(tensor, part -> names.containsKey(part) ? ShownNumbers.text(values.of(part)) : null);
        String formula = FormulaText.of(tensor, names::get);
        return new Equation(
                name,
                formula,
                ShownNumbers.json(value),
                FormulaText.equation(name, formula, numbers, ShownNumbers.text(value)));
    }

    /**
     * The equations from the backward pass's gradient to the optimizer's: added to the remaining gradient, and clipped.
     */
    private String gradientText(Parameter parameter, NodeValues values) {
        String computed = "d(loss)/d(" + parameter.name() + ")";
        String sum = computed;
        NDArray left = left(step.graph().trained().indexOf(parameter.name()));
        if (left != null) {
            sum = ShownNumbers.operand(left) + " left + " + computed + " "
                    + ShownNumbers.text(values.of(parameter.backpropagated()));
        }
        return switch (job.clipping()) {
            case Clipping.None none -> sum;
            case Clipping.ByNorm clip ->
                "clip(" + sum + ", norm of all together at most " + ShownNumbers.text(clip.norm()) + ")";
            case Clipping.ByValue clip -> "clip(" + sum + ", each at most ±" + ShownNumbers.text(clip.value()) + ")";
        };
    }

    /** Returns the gradient that the earlier steps left for a parameter; null if gradients are zeroed. */
    @Nullable
    NDArray left(int parameter) {
        if (job.zeroGrad()) {
            return null;
        }
        Shape shape = parameters.get(parameter).before().shape();
        return step.before().state().isEmpty()
                ? NDArray.full(shape, 0)
                : new NDArray(shape, layout().leftGradient(step.before().state(), parameter));
    }

    NextPhase next(boolean last) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        step.after()
                .parameters()
                .forEach((name, elements) -> values.put(
                        name,
                        ShownNumbers.json(new NDArray(
                                step.graph().forward().parameter(name).shape(), elements))));
        Map<String, Map<String, @Nullable Object>> states = new LinkedHashMap<>();
        Map<String, @Nullable Object> left = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            Map<String, @Nullable Object> state = new LinkedHashMap<>();
            List<double[]> kept = layout().optimizerValues(step.after().state(), i);
            for (int k = 0; k < kept.size(); k++) {
                state.put(
                        job.optimizer().state().get(k),
                        ShownNumbers.json(new NDArray(parameter.before().shape(), kept.get(k))));
            }
            states.put(parameter.name(), state);
            if (!job.zeroGrad()) {
                left.put(
                        parameter.name(),
                        ShownNumbers.json(new NDArray(
                                parameter.before().shape(),
                                layout().leftGradient(step.after().state(), i))));
            }
        }
        String text = (job.zeroGrad() ? "The gradients are set to zero" : "The gradients are kept, and add up")
                + (last
                        ? "; this was the last step."
                        : "; step " + (step.number() + 1) + " starts with these parameters.");
        return new NextPhase(last ? null : step.number() + 1, values, states, left, text);
    }
}
