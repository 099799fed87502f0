package dev.downhill.explain.landscape;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.model.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One number of a model's parameters.
 *
 * @param parameter whose it is
 * @param index where it stands among the parameter's elements, row-major
 * @param label {@code w}, or {@code 0.weight[0][1]}
 */
record Element(String parameter, int index, String label) {
    private static final Pattern LABEL = Pattern.compile("([^\\[\\]]{1,80})((?:\\[\\d{1,9}])*)");
    private static final int MOST_LISTED = 20;

    /**
     * Returns the element of a label.
     *
     * @param axis what part of the question the label stands in, for messages
     * @throws LandscapeException if there is none
     */
    static Element named(String label, JobSpecification job, String axis) {
        Matcher parts = LABEL.matcher(label);
        Parameter parameter = parts.matches() ? parameter(parts.group(1), job) : null;
        if (parameter == null) {
            throw new LandscapeException(
                    axis, "there is no parameter '" + shortened(label) + "'; there are " + known(job));
        }
        Shape shape = parameter.initial().shape();
        int[] indices = Arrays.stream(parts.group(2).split("[\\[\\]]+", -1))
                .filter(index -> !index.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        if (indices.length != shape.rank()) {
            throw new LandscapeException(
                    axis,
                    "'" + parameter.name() + "' has shape " + shape + "; an element of it is written "
                            + parameter.name() + "[0]".repeat(shape.rank()));
        }
        int index = 0;
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] >= shape.dim(i)) {
                throw new LandscapeException(
                        axis,
                        "'" + parameter.name() + "' has shape " + shape + "; there is no element '" + label
                                + "', as indices count from 0");
            }
            index += indices[i] * shape.strides()[i];
        }
        return new Element(parameter.name(), index, label);
    }

    private static @Nullable Parameter parameter(String name, JobSpecification job) {
        return job.model().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String known(JobSpecification job) {
        List<String> names = job.parameterNames();
        String listed = names.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return names.size() > MOST_LISTED ? listed + ", ..." : listed;
    }

    private static String shortened(String label) {
        return label.length() <= 80 ? label : label.substring(0, 77) + "...";
    }

    /** Returns every element of some parameters, parameter by parameter. */
    static List<Element> all(List<Parameter> parameters) {
        List<Element> elements = new ArrayList<>();
        for (Parameter parameter : parameters) {
            int size = parameter.initial().shape().size();
            for (int i = 0; i < size; i++) {
                elements.add(new Element(parameter.name(), i, label(parameter, i)));
            }
        }
        return elements;
    }

    private static String label(Parameter parameter, int index) {
        var label = new StringBuilder(parameter.name());
        Shape shape = parameter.initial().shape();
        int left = index;
        for (int stride : shape.strides()) {
            label.append('[').append(left / stride).append(']');
            left %= stride;
        }
        return label.toString();
    }

    double in(Map<String, double[]> weights) {
        return Objects.requireNonNull(weights.get(parameter), parameter)[index];
    }
}
