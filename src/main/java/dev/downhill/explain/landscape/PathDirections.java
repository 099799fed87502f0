package dev.downhill.explain.landscape;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The two directions in which a run went most: the first two principal components of its states as seen from its end, without
 * a mean taken off. They are of length 1, so that a position is a distance in the space of all weights. Li, Xu, Taylor, Studer and Goldstein, <i>Visualizing the Loss Landscape of Neural Nets</i>, 2018,
 * section 7.
 */
final class PathDirections {
    private static final List<String> NAMES = List.of("component 1", "component 2");

    /** The number of states of the path that are used. */
    private static final int MOST_STATES = 32;

    /** The margin of the plane beyond the run's largest distance from its end. */
    private static final double MARGIN = 1.25;

    /** A second component that is smaller than this share of the first is none. */
    private static final double NEGLIGIBLE = 1e-9;

    private PathDirections() {}

    /** Returns what they span at the run's end, or null where its way is a point or a line. */
    static @Nullable Span of(WeightStates run, Set<String> frozen) {
        Map<String, double[]> end = run.newest().weights().get();
        List<Map<String, double[]>> ways = run.spread(MOST_STATES).stream()
                .map(state -> difference(state.weights().get(), end, frozen))
                .toList();
        double[][] products = new double[ways.size()][ways.size()];
        for (int i = 0; i < ways.size(); i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] = products[j][i] = Span.dot(ways.get(i), ways.get(j));
            }
        }
        List<PrincipalComponent> components = PrincipalComponent.firstTwo(products);
        double first = components.get(0).eigenvalue();
        double second = components.get(1).eigenvalue();
        if (!(second > NEGLIGIBLE * first) || !Double.isFinite(first)) {
            return null;
        }
        List<Map<String, double[]>> directions = components.stream()
                .map(component -> fromTheStart(combination(ways, component), ways.getFirst()))
                .toList();
        return new Span(
                NAMES,
                directions,
                end,
                positions ->
                        MARGIN * Arrays.stream(positions).map(Math::abs).max().orElse(1));
    }

    private static Map<String, double[]> difference(
            Map<String, double[]> from, Map<String, double[]> end, Set<String> frozen) {
        return from.entrySet().stream()
                .filter(parameter -> !frozen.contains(parameter.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        parameter -> minus(
                                parameter.getValue(),
                                Objects.requireNonNull(end.get(parameter.getKey()), parameter.getKey())),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= b[i];
        }
        return difference;
    }

    /** Returns the direction of length 1 that a component is a mixture of ways for. */
    private static Map<String, double[]> combination(List<Map<String, double[]>> ways, PrincipalComponent component) {
        double length = Math.sqrt(component.eigenvalue());
        Map<String, double[]> direction = new LinkedHashMap<>();
        ways.getFirst().forEach((name, values) -> direction.put(name, new double[values.length]));
        for (int way = 0; way < ways.size(); way++) {
            double share = component.shares()[way] / length;
            ways.get(way).forEach((name, values) -> {
                double[] sum = Objects.requireNonNull(direction.get(name), name);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += share * values[i];
                }
            });
        }
        return direction;
    }

    /** Turned so that the run begins on the left, or below, and ends in the middle. */
    private static Map<String, double[]> fromTheStart(Map<String, double[]> direction, Map<String, double[]> start) {
        if (Span.dot(direction, start) > 0) {
            direction.values().forEach(values -> Arrays.setAll(values, i -> -values[i]));
        }
        return direction;
    }
}
