package dev.downhill.export.safetensors;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.model.Parameter;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Nested;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The weights of a model, as JSON shows them; each can stand in a specification as it is.
 *
 * @param step after how many updates
 * @param parameters every parameter, nested as its dimensions are
 */
public record WeightsView(long step, String dtype, Map<String, Object> parameters) {
    public static WeightsView of(JobSpecification job, Checkpoint state) {
        Map<String, Object> nested = new LinkedHashMap<>();
        for (Parameter parameter : job.modelState()) {
            double[] values = Objects.requireNonNull(state.parameters().get(parameter.name()), parameter.name());
            nested.put(
                    parameter.name(),
                    Nested.of(values, parameter.initial().shape().dims()));
        }
        return new WeightsView(state.step(), job.dtype().text(), nested);
    }
}
