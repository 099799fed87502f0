package dev.downhill.explain.landscape;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.model.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Two random directions at the final weights.
 *
 * <p>The directions are filter-normalised. Every row of a matrix, the weights of one output, is scaled to the length of
 * that row of the weights. A vector or a number is scaled to the length of the whole. So 1 means the same in networks
 * of any scale. Frozen parameters do not move. Li, Xu, Taylor, Studer and Goldstein, <i>Visualizing the Loss Landscape
 * of Neural Nets</i>, 2018.
 */
final class RandomDirections {
    private static final List<String> NAMES = List.of("direction 1", "direction 2");

    private RandomDirections() {}

    /** Returns what they span; along each of them it is looked as far as the weights are long. */
    static Span of(JobSpecification job, Map<String, double[]> weights, long seed) {
        var random = new SplittableRandom(seed);
        return new Span(
                NAMES,
                List.of(direction(job, weights, random), direction(job, weights, random)),
                weights,
                positions -> 1);
    }

    private static Map<String, double[]> direction(
            JobSpecification job, Map<String, double[]> weights, RandomGenerator random) {
        Map<String, double[]> direction = new LinkedHashMap<>();
        for (Parameter parameter : job.model().parameters()) {
            if (!job.frozen().contains(parameter.name())) {
                double[] like = Objects.requireNonNull(weights.get(parameter.name()), parameter.name());
                int filters = parameter.initial().shape().rank() > 1
                        ? parameter.initial().shape().dim(0)
                        : 1;
                direction.put(parameter.name(), normalised(like, filters, random));
            }
        }
        return direction;
    }

    private static double[] normalised(double[] like, int filters, RandomGenerator random) {
        double[] drawn = new double[like.length];
        int width = like.length / filters;
        for (int from = 0; from < like.length; from += width) {
            double length = 0;
            double wanted = 0;
            for (int i = from; i < from + width; i++) {
                drawn[i] = random.nextGaussian();
                length = Math.hypot(length, drawn[i]);
                wanted = Math.hypot(wanted, like[i]);
            }
            for (int i = from; i < from + width; i++) {
                drawn[i] *= wanted / length;
            }
        }
        return drawn;
    }
}
