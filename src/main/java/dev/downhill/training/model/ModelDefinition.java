package dev.downhill.training.model;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.training.fault.Faults;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a specification says of a model. */
public interface ModelDefinition {
    /** Returns the parameters, in the order in which they were declared. */
    List<Parameter> parameters();

    /**
     * Returns the prediction as a graph over the data and the parameters.
     *
     * @param inputs the data columns, by name
     * @param parameters the parameters, by name
     * @param faults where to say what does not fit
     * @return null if a fault was found
     */
    @Nullable
    Tensor prediction(Map<String, Tensor> inputs, Map<String, Tensor> parameters, Faults faults);
}
