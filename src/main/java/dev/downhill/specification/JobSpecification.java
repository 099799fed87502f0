package dev.downhill.specification;

import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.engine.schedule.LearningRateSchedule;
import dev.downhill.specification.model.ModelDefinition;
import dev.downhill.specification.model.Parameter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The specification of a job, read and checked.
 *
 * @param name a title, or null
 * @param frozen the names of the parameters that are not trained
 * @param steps the number of updates
 * @param seed the source of every random choice
 * @param zeroGrad whether gradients are zeroed after each step
 * @param text the specification as JSON, with every default filled in
 */
public record JobSpecification(
        @Nullable String name,
        ModelDefinition model,
        Partition data,
        Objective loss,
        Regularization regularization,
        Optimizer optimizer,
        LearningRateSchedule schedule,
        Clipping clipping,
        Set<String> frozen,
        Batching batching,
        long steps,
        long seed,
        boolean zeroGrad,
        DType dtype,
        StopRule stop,
        Recording record,
        SpecificationText text) {

    /** Returns the same job with other things recorded. */
    public JobSpecification recording(Recording other) {
        return with(dtype, other);
    }

    /** Returns the specification as JSON, with every default filled in, as a tree that the caller may change. */
    public ObjectNode json() {
        return text.json();
    }

    /** Returns the same job in another precision. */
    public JobSpecification in(DType other) {
        return with(other, record);
    }

    private JobSpecification with(DType precision, Recording recording) {
        return new JobSpecification(
                name,
                model,
                data,
                loss,
                regularization,
                optimizer,
                schedule,
                clipping,
                frozen,
                batching,
                steps,
                seed,
                zeroGrad,
                precision,
                stop,
                recording,
                text);
    }

    /** Returns the names of the parameters, in the order of the model. */
    public List<String> parameterNames() {
        return model.parameters().stream().map(Parameter::name).toList();
    }

    /** Returns about how much there is to do: steps x scalars in all parameters x rows of a step. */
    public double work() {
        double scalars = model.parameters().stream()
                .mapToDouble(parameter -> parameter.initial().shape().size())
                .sum();
        return steps * scalars * batching.size();
    }

    /** Returns how many bytes the data, the numbers of the parameters and the text take. */
    public long bytes() {
        Dataset test = data.test();
        long bytes = data.training().bytes() + (test == null ? 0 : test.bytes()) + text.bytes();
        for (Parameter parameter : model.parameters()) {
            bytes += (long) parameter.initial().shape().size() * Double.BYTES;
        }
        return bytes;
    }
}
