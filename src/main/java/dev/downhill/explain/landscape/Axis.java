package dev.downhill.explain.landscape;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The positions along one axis.
 *
 * @param name an element of a parameter, or a direction
 * @param values ascending, at even distances
 */
public record Axis(String name, List<Double> values) {

    /**
     * The range of an axis.
     *
     * @param min null for a default that follows from the run
     * @param max null for a default that follows from the run
     */
    public record Range(@Nullable Double min, @Nullable Double max) {
        public static final Range DEFAULT = new Range(null, null);
    }

    static Axis of(String name, double min, double max, int points) {
        List<Double> values = IntStream.range(0, points)
                .mapToObj(i -> {
                    double share = (double) i / (points - 1);
                    return min * (1 - share) + max * share;
                })
                .toList();
        return new Axis(name, values);
    }
}
