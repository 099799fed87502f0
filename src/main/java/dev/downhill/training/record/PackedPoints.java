package dev.downhill.training.record;

import java.util.List;

/**
 * Some points of a trajectory in one array, as a store keeps them.
 *
 * @param first the number of the first point, from 0
 * @param numbers for each point its step, its loss, and the numbers of each track
 * @param testLosses the step and the loss of each evaluation of the test rows since the points before
 */
public record PackedPoints(int first, int count, double[] numbers, double[] testLosses) {
    /**
     * Returns points of a trajectory, which may grow meanwhile.
     *
     * @param from the first point
     * @param to the first point that is left out
     * @param testsFrom the first evaluation of the test rows
     * @param testsTo the first evaluation that is left out
     */
    public static PackedPoints of(Trajectory trajectory, int from, int to, int testsFrom, int testsTo) {
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
        double[] tests = new double[2 * (testsTo - testsFrom)];
        for (int i = 0; i < testsTo - testsFrom; i++) {
            tests[2 * i] = (double) trajectory.testLosses().step(testsFrom + i);
            tests[2 * i + 1] = trajectory.testLosses().loss(testsFrom + i);
        }
        return new PackedPoints(from, to - from, numbers, tests);
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
        return new PackedPoints(first + skipped, count - skipped, rest, testLosses);
    }

    /** Returns the points and evaluations up to a step. */
    public PackedPoints upTo(long step) {
        int width = count == 0 ? 0 : numbers.length / count;
        int kept = 0;
        while (kept < count && numbers[kept * width] <= step) {
            kept++;
        }
        int tests = 0;
        while (tests < testLosses.length && testLosses[tests] <= step) {
            tests += 2;
        }
        double[] keptNumbers = new double[kept * width];
        System.arraycopy(numbers, 0, keptNumbers, 0, keptNumbers.length);
        double[] keptTests = new double[tests];
        System.arraycopy(testLosses, 0, keptTests, 0, tests);
        return new PackedPoints(first, kept, keptNumbers, keptTests);
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
        for (int i = 0; i < testLosses.length; i += 2) {
            trajectory.testLosses().append((long) testLosses[i], testLosses[i + 1]);
        }
    }
}
