package dev.downhill.specification.model;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.nn.Layer;
import dev.downhill.specification.fault.Faults;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The model of a specification: a formula or layers. It holds no values but the initial ones. */
public interface ModelDefinition {
    /** Returns the parameters, in the order in which they were declared. */
    List<Parameter> parameters();

    /** Returns the statistics that training computes and that are not learned, such as running means. */
    default List<Parameter> statistics() {
        return List.of();
    }

    /**
     * Returns the columns of some data in the form in which the model uses them: each by itself, or all side by side.
     */
    List<Column> inputs(Dataset data);

    /** Returns whether the prediction for a row, outside of training, depends on no other row. */
    default boolean predictsEachRowAlone() {
        return false;
    }

    /** Returns whether a forward pass in training draws random numbers. */
    default boolean isRandom() {
        return false;
    }

    /**
     * Returns the prediction as a graph over the data and the parameters.
     *
     * @param inputs the columns that {@link #inputs(Dataset)} gives, by name.
     * @param parameters the parameters and the statistics, by name.
     * @param pass the surroundings of the forward pass.
     * @param parts receives the output of each part of the model, by the part's name, in their order.
     * @param faults receives an error if shapes do not fit.
     * @return null if a fault was found.
     */
    @Nullable
    Tensor prediction(
            Map<String, Tensor> inputs,
            Map<String, Tensor> parameters,
            Layer.Pass pass,
            BiConsumer<String, Tensor> parts,
            Faults faults);
}
