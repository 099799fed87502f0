package dev.downhill.export.safetensors;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.model.Parameter;
import dev.downhill.training.record.Nested;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a model after several steps.
 *
 * @param steps after how many updates, ascending
 * @param weights each parameter's elements by name, row-major, one entry for each step
 * @param next the step at which the next part begins; null if there is none so far
 */
public record WeightHistory(
        JobSpecification job,
        List<Long> steps,
        List<Map<String, double[]>> weights,
        @Nullable Long next) {
    /** The name of the steps in a file; no parameter can have it. */
    static final String STEPS = "run.step";

    /**
     * The same as JSON shows it.
     *
     * @param step after how many updates
     * @param parameters of every parameter its value after each step, nested as its dimensions are
     * @param next the step at which the next part begins; null if there is none so far
     */
    public record ParameterHistory(
            List<Long> step,
            String dtype,
            Map<String, Object> parameters,
            @Nullable Long next) {}

    /** Returns the history as JSON shows it. */
    public ParameterHistory view() {
        Map<String, Object> nested = new LinkedHashMap<>();
        for (Parameter parameter : job.model().parameters()) {
            int[] dims = parameter.initial().shape().dims();
            List<Object> values = new ArrayList<>();
            values(parameter).forEach(elements -> values.add(Nested.of(elements, dims)));
            nested.put(parameter.name(), values);
        }
        return new ParameterHistory(steps, job.dtype().text(), nested, next);
    }

    List<double[]> values(Parameter parameter) {
        return weights.stream()
                .map(state -> Objects.requireNonNull(state.get(parameter.name()), parameter.name()))
                .toList();
    }

    /** Returns the lengths along the dimensions of all values of a parameter, the steps first. */
    int[] shape(Parameter parameter) {
        return IntStream.concat(
                        IntStream.of(steps.size()),
                        IntStream.of(parameter.initial().shape().dims()))
                .toArray();
    }
}
