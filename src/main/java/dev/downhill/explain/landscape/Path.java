package dev.downhill.explain.landscape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The path of a run, projected onto a line or plane; entries with the same index belong together.
 *
 * @param step the number of updates
 * @param x the position along the first axis; null if it is not finite
 * @param y the position along the second axis, or null
 * @param loss the loss over all training rows with all the weights of that step, which may lie off the line or plane; null
 *     if it is not finite
 */
public record Path(
        List<Long> step, List<@Nullable Double> x, @Nullable List<@Nullable Double> y, List<@Nullable Double> loss) {
    /** The greatest number of points; a longer path is thinned, but keeps its first and last point. */
    static final int MOST_POINTS = 500;

    /** Returns the path over some states of a run. */
    static Path of(List<WeightStates.State> states, Plane plane, LossFunction function) {
        List<double[]> positions = new ArrayList<>();
        List<@Nullable Double> losses = new ArrayList<>();
        for (WeightStates.State state : states) {
            Map<String, double[]> there = state.weights().get();
            positions.add(plane.project(there));
            losses.add(LossSurface.finite(function.at(there)));
        }
        List<Long> steps = states.stream().map(WeightStates.State::step).toList();
        List<@Nullable Double> x = along(positions, 0);
        List<@Nullable Double> y = plane.axes().size() < 2 ? null : along(positions, 1);
        return new Path(steps, x, y, losses);
    }

    private static List<@Nullable Double> along(List<double[]> positions, int axis) {
        List<@Nullable Double> along = new ArrayList<>();
        positions.forEach(position -> along.add(LossSurface.finite(position[axis])));
        return along;
    }

    /** Returns the finite positions on an axis. */
    double[] positions(int axis) {
        List<@Nullable Double> along = axis == 0 || y == null ? x : y;
        return along.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
