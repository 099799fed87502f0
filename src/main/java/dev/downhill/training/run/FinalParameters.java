package dev.downhill.training.run;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.model.Parameter;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Nested;
import dev.downhill.training.record.Summary;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a state as a result shows them. */
public final class FinalParameters {
    private FinalParameters() {}

    /**
     * Returns each parameter nested as its dimensions are: a number, or lists of lists; or its {@link Summary}, if the
     * specification records summaries; none if it records no parameters.
     */
    public static Map<String, Object> of(JobSpecification job, Checkpoint state) {
        Map<String, Object> result = new LinkedHashMap<>();
        for (Parameter parameter : job.model().parameters()) {
            double[] values = state.parameters().getOrDefault(parameter.name(), new double[0]);
            int[] dims = parameter.initial().shape().dims();
            switch (job.record().parameters()) {
                case ALL -> result.put(parameter.name(), Nested.of(values, dims));
                case SUMMARY -> result.put(parameter.name(), Summary.of(values).byName());
                case NONE -> {}
            }
        }
        return result;
    }
}
