package dev.downhill.training.specification;

import dev.downhill.data.Column;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Program;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.training.fault.Faults;
import dev.downhill.training.model.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The forward pass of a specification over some rows, as a graph.
 *
 * @param inputs the data columns that the model may use, by name
 * @param target the target column; one of the inputs where the model learns to give back its input
 * @param parameters every parameter by name, in the order of the model
 * @param loss a scalar
 */
public record Forward(
        Map<String, Tensor> inputs, Tensor target, Map<String, Tensor> parameters, Tensor prediction, Tensor loss) {

    /**
     * Returns the graph for a number of rows.
     *
     * @return null if the parts do not fit; {@code faults} says why
     */
    public static @Nullable Forward of(JobSpecification job, int rows, Faults faults) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Column column : job.data().inputs()) {
            inputs.put(column.name(), variable(column, rows));
        }
        Column targetColumn = job.data().target();
        Tensor target = inputs.getOrDefault(targetColumn.name(), variable(targetColumn, rows));
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (Parameter parameter : job.model().parameters()) {
            NDArray initial = parameter.initial();
            boolean trained = !job.frozen().contains(parameter.name());
            parameters.put(parameter.name(), Tensor.variable(parameter.name(), initial.shape(), trained));
        }
        Tensor prediction = job.model().prediction(inputs, parameters, faults);
        if (prediction == null) {
            return null;
        }
        Tensor fitted = asColumn(target, prediction);
        Tensor aligned = prediction.shape().rank() == 0 ? prediction.expand(fitted.shape()) : prediction;
        if (!aligned.shape().equals(fitted.shape())) {
            faults.add(
                    "/model",
                    "shape",
                    "the model gives shape " + prediction.shape() + " but the target '" + targetColumn.name()
                            + "' has shape " + target.shape());
            return null;
        }
        Tensor loss = job.loss().of(aligned, fitted, faults);
        return loss == null ? null : new Forward(inputs, target, parameters, aligned, loss);
    }

    /** Returns the variable of a parameter. */
    public Tensor parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    /** Gives a program over this graph the rows of a column. */
    public void feed(Program program, Column column) {
        program.set(inputs.getOrDefault(column.name(), target), column.values());
    }

    private static Tensor variable(Column column, int rows) {
        return Tensor.variable(column.name(), Shape.of(column.dims(rows)), false);
    }

    /** A vector of n stands against outputs of n x 1 as a column. */
    private static Tensor asColumn(Tensor target, Tensor prediction) {
        Shape shape = prediction.shape();
        boolean oneOutput =
                shape.rank() == 2 && shape.dim(1) == 1 && target.shape().rank() == 1;
        return oneOutput ? target.reshape(Shape.of(target.shape().dim(0), 1)) : target;
    }
}
