package dev.downhill.explain.diagnosis;

import dev.downhill.training.Track;
import dev.downhill.training.model.LayeredModel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How large the gradient was that arrived at each dense layer of a network in the first step, the first layer first.
 *
 * <p>That is the gradient of the layer's bias. That of its weight is the same times the layer's input, which may be large
 * where the other is small; it stands in where there is no bias.
 *
 * @param names of the biases or weights
 * @param sizes root mean squares
 */
record LayerGradients(List<String> names, double[] sizes) {
    /** With fewer layers nothing vanishes on the way. */
    private static final int FEWEST_LAYERS = 3;

    private static final LayerGradients UNKNOWN = new LayerGradients(List.of(), new double[0]);

    /** Returns those of a run; of no layer where it is not a deep network, or does not record gradients. */
    static LayerGradients of(Run run) {
        if (!(run.job().model() instanceof LayeredModel) || run.points() == 0) {
            return UNKNOWN;
        }
        List<Track> gradients = run.trajectory().gradients();
        List<Track> tracks = gradients.stream()
                .filter(track -> track.name().endsWith(".weight") && track.dims().length == 2)
                .map(weight -> biasOf(weight, gradients))
                .toList();
        if (tracks.size() < FEWEST_LAYERS) {
            return UNKNOWN;
        }
        double[] sizes = tracks.stream()
                .mapToDouble(track -> Run.norm(track, 0) / Math.sqrt(elements(track)))
                .toArray();
        return new LayerGradients(tracks.stream().map(Track::name).toList(), sizes);
    }

    private static Track biasOf(Track weight, List<Track> gradients) {
        String name = weight.name().replaceFirst("weight$", "bias");
        return gradients.stream()
                .filter(track -> track.name().equals(name))
                .findFirst()
                .orElse(weight);
    }

    private static double elements(Track track) {
        return Arrays.stream(track.dims()).asDoubleStream().reduce(1, (a, b) -> a * b);
    }

    boolean areKnown() {
        return sizes.length > 0;
    }

    double first() {
        return sizes[0];
    }

    double last() {
        return sizes[sizes.length - 1];
    }

    Map<String, Object> numbers() {
        Map<String, Object> numbers = new LinkedHashMap<>();
        for (int i = 0; i < sizes.length; i++) {
            numbers.put(names.get(i), sizes[i]);
        }
        return Map.of("gradientRms", numbers);
    }
}
