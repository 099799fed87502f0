package dev.downhill.training.specification;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.training.model.ModelDefinition;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a job says, read and checked.
 *
 * @param name a title, or null
 * @param frozen the names of the parameters that are not trained
 * @param steps the number of updates
 * @param seed what every random choice follows from
 * @param zeroGrad whether gradients are forgotten after each step
 * @param json the specification as JSON, with every default filled in
 */
public record JobSpecification(
        @Nullable String name,
        ModelDefinition model,
        Dataset data,
        Objective loss,
        Optimizer optimizer,
        Set<String> frozen,
        long steps,
        long seed,
        boolean zeroGrad,
        DType dtype,
        Recording record,
        ObjectNode json) {}
