package dev.downhill.explain.landscape;

import dev.downhill.training.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The way that a run took, as it looks on a line or plane; entries beside each other belong together.
 *
 * @param step how many updates had been made
 * @param x the position along the first axis
 * @param y that along the second, or null where there is none
 * @param loss the loss over all training rows with all the weights of that step, which may lie off the line or plane; null
 *     where it is not finite
 */
public record Path(
        List<Long> step, List<Double> x, @Nullable List<Double> y, List<@Nullable Double> loss) {
    /** A longer path is thinned to this many points; the first and the last stay. */
    static final int MOST_POINTS = 500;

    /** Returns the path over the points of a trajectory that holds all weights. */
    static Path of(Trajectory trajectory, Weights weights, Plane plane, LossFunction function) {
        List<Long> steps = new ArrayList<>();
        List<double[]> positions = new ArrayList<>();
        List<@Nullable Double> losses = new ArrayList<>();
        for (int point : thinned(trajectory.points())) {
            Map<String, double[]> there = point < 0 ? weights.initial() : Weights.at(trajectory, point);
            steps.add(point < 0 ? 0 : trajectory.step(point));
            positions.add(plane.project(there));
            losses.add(LossSurface.finite(function.at(there)));
        }
        List<Double> x = positions.stream().map(position -> position[0]).toList();
        List<Double> y = plane.axes().size() < 2
                ? null
                : positions.stream().map(position -> position[1]).toList();
        return new Path(steps, x, y, losses);
    }

    /** Points to show, ascending; -1 is the state before the first step. */
    private static int[] thinned(int points) {
        int most = Math.min(points, MOST_POINTS - 1);
        IntStream recorded = IntStream.rangeClosed(1, most).map(i -> (int) Math.round((double) i * points / most) - 1);
        return IntStream.concat(IntStream.of(-1), recorded).toArray();
    }

    double[] positions(int axis) {
        List<Double> along = axis == 0 || y == null ? x : y;
        return along.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns the greatest number of evaluations that a path takes. */
    static int evaluations(@Nullable Trajectory trajectory) {
        return trajectory == null ? 0 : Math.min(trajectory.points() + 1, MOST_POINTS);
    }
}
