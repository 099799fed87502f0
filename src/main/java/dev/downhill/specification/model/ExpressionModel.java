package dev.downhill.specification.model;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.nn.Layer;
import dev.downhill.specification.expression.Expression;
import dev.downhill.specification.expression.Scope;
import dev.downhill.specification.fault.Faults;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A model written as a formula of data columns and parameters, such as {@code w * x + b}.
 *
 * @param parameters in the order in which the specification names them
 */
public record ExpressionModel(Expression expression, List<Parameter> parameters) implements ModelDefinition {
    /** The pointer of the formula in a specification. */
    private static final String POINTER = "/model/expression";

    @Override
    public List<Column> inputs(Dataset data) {
        return data.inputs();
    }

    @Override
    public @Nullable Tensor prediction(
            Map<String, Tensor> inputs,
            Map<String, Tensor> parameters,
            Layer.Pass pass,
            BiConsumer<String, Tensor> parts,
            Faults faults) {
        var scope = new Scope().with("data column", inputs).with("parameter", parameters);
        Tensor prediction = scope.evaluate(expression, POINTER, faults);
        if (prediction != null) {
            parts.accept("expression", prediction);
        }
        return prediction;
    }
}
