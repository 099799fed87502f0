package dev.downhill.export.trajectory;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.downhill.training.record.MetricHistory;
import dev.downhill.training.record.Summary;
import dev.downhill.training.record.TestLosses;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A trajectory as JSON shows it: columns, one entry for each recorded step.
 *
 * <p>The columns are views of the trajectory, because lists of its numbers would be far larger.
 *
 * @param loss the loss of each step's forward pass
 * @param initial the parameters before the first step
 * @param parameters the parameters after each step's update; an object of columns each if only summaries are kept
 * @param gradients the gradients that the optimizer saw
 * @param testLoss the loss over the test rows, at the steps at which it was evaluated; absent without test rows
 * @param metrics {@code step}, and a column of each metric at those steps; null where it was not evaluated then or is not
 *     finite; absent where none is recorded
 */
public record TrajectoryView(
        Collection<Long> step,
        Collection<Double> loss,
        Map<String, Object> initial,
        Map<String, Object> parameters,
        Map<String, Object> gradients,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TestLossView testLoss,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<? extends @Nullable Number>> metrics) {

    /** The steps at which the test loss was evaluated, and the loss at each of them. */
    public record TestLossView(List<Long> step, List<Double> loss) {
        /** Returns the test losses after one step and up to another, or null if there are none. */
        static @Nullable TestLossView of(TestLosses losses, long after, long upTo) {
            int from = losses.upTo(after);
            int to = losses.upTo(upTo);
            return from == to
                    ? null
                    : new TestLossView(
                            IntStream.range(from, to).mapToObj(losses::step).toList(),
                            IntStream.range(from, to).mapToObj(losses::loss).toList());
        }
    }

    /** The trajectory of a job that has not begun. */
    public static final TrajectoryView EMPTY =
            new TrajectoryView(List.of(), List.of(), Map.of(), Map.of(), Map.of(), null, null);

    /** Returns the selected points of a trajectory. */
    public static TrajectoryView of(Trajectory trajectory, Selection selection) {
        int points = trajectory.points();
        return of(
                trajectory,
                selection,
                new TrajectoryColumn.Places(0, points, point -> selection.has(trajectory.step(point))));
    }

    /** Returns the points from one up to but without another. */
    public static TrajectoryView ofPoints(Trajectory trajectory, int from, int to) {
        return of(trajectory, Selection.ALL, new TrajectoryColumn.Places(from, to, point -> true));
    }

    private static TrajectoryView of(Trajectory trajectory, Selection selection, TrajectoryColumn.Places points) {
        Map<String, Object> initial = new LinkedHashMap<>();
        List<Track> parameters = selection.of(trajectory.parameters());
        parameters.forEach(track -> initial.put(track.name(), initial(track)));
        return new TrajectoryView(
                new TrajectoryColumn<>(points, trajectory::step),
                new TrajectoryColumn<>(points, trajectory::loss),
                initial,
                columns(parameters, points),
                columns(selection.of(trajectory.gradients()), points),
                testLoss(trajectory, points),
                metrics(trajectory, points));
    }

    private static @Nullable TestLossView testLoss(Trajectory trajectory, TrajectoryColumn.Places points) {
        return points.isEmpty()
                ? null
                : TestLossView.of(trajectory.testLosses(), before(trajectory, points), trajectory.step(points.last()));
    }

    private static @Nullable Map<String, List<? extends @Nullable Number>> metrics(
            Trajectory trajectory, TrajectoryColumn.Places points) {
        MetricHistory history = trajectory.metrics();
        if (!history.hasMoreThanTestLoss() || points.isEmpty()) {
            return null;
        }
        int from = history.upTo(before(trajectory, points));
        int to = history.upTo(trajectory.step(points.last()));
        if (from == to) {
            return null;
        }
        Map<String, List<? extends @Nullable Number>> columns = new LinkedHashMap<>();
        columns.put("step", IntStream.range(from, to).mapToObj(history::step).toList());
        for (int i = 0; i < history.metrics().size(); i++) {
            int column = i;
            columns.put(
                    history.metrics().get(i).text(),
                    IntStream.range(from, to)
                            .mapToObj(entry -> finite(history.value(entry, column)))
                            .toList());
        }
        return columns;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** Returns the step of the point before the first: what was evaluated since then belongs to the points. */
    private static long before(Trajectory trajectory, TrajectoryColumn.Places points) {
        int first = points.first();
        return first == 0 ? 0 : trajectory.step(first - 1);
    }

    private static Map<String, Object> columns(List<Track> tracks, TrajectoryColumn.Places points) {
        Map<String, Object> columns = new LinkedHashMap<>();
        tracks.forEach(track -> columns.put(track.name(), column(track, points)));
        return columns;
    }

    private static Object initial(Track track) {
        return track.detail() == Track.Detail.ALL ? track.nestedInitial() : Summary.byName(track.initial());
    }

    private static Object column(Track track, TrajectoryColumn.Places points) {
        if (track.detail() == Track.Detail.ALL) {
            return new TrajectoryColumn<>(points, track::nested);
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int i = 0; i < Summary.NAMES.size(); i++) {
            int number = i;
            columns.put(
                    Summary.NAMES.get(i), new TrajectoryColumn<>(points, point -> finite(track.value(point, number))));
        }
        return columns;
    }
}
