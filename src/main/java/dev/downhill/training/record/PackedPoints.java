package dev.downhill.training.record;

import java.util.List;

/**
 * Some points of a trajectory in one array, as a store keeps them.
 *
 * @param first the number of the first point, from 0
 * @param numbers for each point its step, its loss, and the numbers of each track
 * @param metrics of each evaluation since the points before its step and its metrics
 */
public record PackedPoints(int first, int count, double[] numbers, double[] metrics) {
    /**
     * Returns points of a trajectory, which may grow meanwhile.
     *
     * @param from the first point
     * @param to the first point that is left out
     * @param evaluationsFrom the first evaluation
     * @param evaluationsTo the first evaluation that is left out
     */
    public static PackedPoints of(Trajectory trajectory, int from, int to, int evaluationsFrom, int evaluationsTo) {
        int width = width(trajectory);
        double[] numbers = new double[(to - from) * width];
        int at = 0;
        for (int point = from; point < to; point++) {
            numbers[at] = (double) trajectory.step(point);
            numbers[at + 1] = trajectory.loss(point);
            at += 2;
            for (List<Track> tracks : List.of(trajectory.parameters(), trajectory.gradients())) {
                for (Track track : tracks) {
                    for (int element = 0; element < track.width(); element++, at++) {
                        numbers[at] = track.value(point, element);
                    }
                }
            }
        }
        return new PackedPoints(
                from, to - from, numbers, metrics(trajectory.metrics(), evaluationsFrom, evaluationsTo));
    }

    private static double[] metrics(MetricHistory history, int from, int to) {
        int width = history.width();
        double[] packed = new double[width * (to - from)];
        for (int i = 0; i < to - from; i++) {
            packed[width * i] = (double) history.step(from + i);
            for (int column = 1; column < width; column++) {
                packed[width * i + column] = history.value(from + i, column - 1);
            }
        }
        return packed;
    }

    /** Returns how many numbers a point of a trajectory takes. */
    public static int width(Trajectory trajectory) {
        int width = 2;
        for (List<Track> tracks : List.of(trajectory.parameters(), trajectory.gradients())) {
            for (Track track : tracks) {
                width += track.width();
            }
        }
        return width;
    }

    /** Returns the points without the first ones. */
    public PackedPoints from(int point) {
        if (point <= first) {
            return this;
        }
        int skipped = Math.min(point - first, count);
        int width = count == 0 ? 0 : numbers.length / count;
        double[] rest = new double[(count - skipped) * width];
        System.arraycopy(numbers, skipped * width, rest, 0, rest.length);
        return new PackedPoints(first + skipped, count - skipped, rest, metrics);
    }

    /**
     * Returns the points and evaluations up to a step.
     *
     * @param trajectory of the same run
     */
    PackedPoints upTo(long step, Trajectory trajectory) {
        int width = count == 0 ? 0 : numbers.length / count;
        int kept = 0;
        while (kept < count && numbers[kept * width] <= step) {
            kept++;
        }
        int evaluations = 0;
        while (evaluations < metrics.length && metrics[evaluations] <= step) {
            evaluations += trajectory.metrics().width();
        }
        double[] keptNumbers = new double[kept * width];
        System.arraycopy(numbers, 0, keptNumbers, 0, keptNumbers.length);
        double[] keptMetrics = new double[evaluations];
        System.arraycopy(metrics, 0, keptMetrics, 0, evaluations);
        return new PackedPoints(first, kept, keptNumbers, keptMetrics);
    }

    void appendTo(Trajectory trajectory, KeptSteps steps, NumberLog losses) {
        int width = width(trajectory);
        if (numbers.length != count * width) {
            throw new IllegalArgumentException(numbers.length + " numbers are not " + count + " points of " + width);
        }
        int at = 2;
        for (List<Track> tracks : List.of(trajectory.parameters(), trajectory.gradients())) {
            for (Track track : tracks) {
                track.restore(numbers, at, width, count);
                at += track.width();
            }
        }
        for (int point = 0; point < count; point++) {
            steps.append((long) numbers[point * width], 1);
            losses.append(numbers[point * width + 1]);
        }
        for (int i = 0; i < metrics.length; i += trajectory.metrics().width()) {
            trajectory.evaluated((long) metrics[i], metrics, i + 1);
        }
    }
}
