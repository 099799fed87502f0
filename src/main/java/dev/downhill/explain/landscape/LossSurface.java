package dev.downhill.explain.landscape;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.model.Parameter;
import dev.downhill.training.record.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The loss over all training rows along a line or over a plane through the newest weights of a run; a loss that is not
 * finite is null.
 *
 * @param step the number of updates of the fixed weights
 * @param y null for a line
 * @param losses the loss at each position of {@code x}, for a line
 * @param rows for each position of {@code y} the losses along {@code x}, for a plane
 * @param path over the recorded points of the run; where those are summaries, over the states that are kept of it
 * @param others the paths of other runs of the same model on this line or plane, by the names that the request gave them
 * @param held the elements that keep their values, or where there are many a summary of each parameter
 */
public record LossSurface(
        long step,
        Axis x,
        @Nullable Axis y,
        @Nullable List<@Nullable Double> losses,
        @Nullable List<List<@Nullable Double>> rows,
        Path path,
        Map<String, Path> others,
        Map<String, Object> held) {
    private static final int POINTS_OF_A_LINE = 101;
    private static final int POINTS_OF_A_SIDE = 41;
    private static final int FEWEST_OF_A_SIDE = 11;

    /** Elements of parameters x rows x positions that take about a second. */
    private static final double AFFORDABLE = 5e8;

    /** The greatest number of values that are shown one by one, as in trajectories. */
    private static final int WHOLE_UP_TO = 64;

    /** Two directions in the space of all weights. */
    public enum Directions {
        RANDOM,
        /** The directions that hold most of the run's path; random ones if it did not move, or moved along a line. */
        PATH
    }

    /**
     * The request for a surface.
     *
     * @param x an element of the parameters, or null for a default
     * @param y another, or null for a line or a default
     * @param directions the directions that replace elements, or null for elements
     * @param seed the seed of the random directions
     * @param points the number of positions on an axis, or null for a default
     */
    public record View(
            @Nullable String x,
            @Nullable String y,
            @Nullable Directions directions,
            long seed,
            Axis.Range xRange,
            Axis.Range yRange,
            @Nullable Integer points) {
        /** The view of a request that chooses nothing. */
        public static final View DEFAULT = new View(null, null, null, 0, Axis.Range.DEFAULT, Axis.Range.DEFAULT, null);
    }

    /**
     * Returns the surface.
     *
     * @param mostPoints the greatest number of positions on it
     * @throws LandscapeException if there is no such view
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static LossSurface of(WeightStates run, View view, int mostPoints) {
        return of(run, Map.of(), view, mostPoints);
    }

    /**
     * Returns the surface with the paths of other runs on it; its axes are long enough for all of them.
     *
     * @param others by name
     * @param mostPoints the greatest number of positions on it
     * @throws LandscapeException if there is no such view, or another run has other parameters
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static LossSurface of(WeightStates run, Map<String, WeightStates> others, View view, int mostPoints) {
        refuseOtherParameters(run.job(), others);
        Map<String, double[]> weights = run.newest().weights().get();
        Plane plane = plane(run, weights, view);
        boolean line = plane.axes().size() == 1;
        refuseRangeOfNothing(view, line);
        int points = points(run.job(), view, line, mostPoints);
        List<WeightStates.State> way = run.spread(Path.MOST_POINTS);
        long evaluations =
                (line ? points : (long) points * points) + way.size() + (long) Path.MOST_POINTS * others.size();
        var function = new LossFunction(run.job(), evaluations);
        Path path = Path.of(way, plane, function);
        Map<String, Path> paths = new LinkedHashMap<>();
        others.forEach((name, other) -> paths.put(name, Path.of(other.spread(Path.MOST_POINTS), plane, function)));
        List<Path> all = Stream.concat(Stream.of(path), paths.values().stream()).toList();
        double[] centre = plane.project(weights);
        Axis x = axis(plane, 0, "x", view.xRange(), centre, points, all);
        Axis y = line ? null : axis(plane, 1, "y", view.yRange(), centre, points, all);
        double unused = function.at(weights);
        List<@Nullable Double> losses = y == null ? row(plane, function, x, null) : null;
        List<List<@Nullable Double>> rows = y == null
                ? null
                : y.values().stream().map(at -> row(plane, function, x, at)).toList();
        return new LossSurface(run.newest().step(), x, y, losses, rows, path, paths, held(run.job(), plane, weights));
    }

    private static void refuseOtherParameters(JobSpecification job, Map<String, WeightStates> others) {
        others.forEach((name, other) -> {
            if (!shapes(job).equals(shapes(other.job()))) {
                throw new LandscapeException("with", "the model of '" + name + "' has other parameters");
            }
        });
    }

    private static Map<String, Shape> shapes(JobSpecification job) {
        return job.model().parameters().stream()
                .collect(Collectors.toMap(
                        Parameter::name, parameter -> parameter.initial().shape()));
    }

    private static Plane plane(WeightStates run, Map<String, double[]> weights, View view) {
        JobSpecification job = run.job();
        if (view.directions() != null) {
            Plane along = view.directions() == Directions.PATH ? PathDirections.of(run, job.frozen()) : null;
            return along == null ? RandomDirections.of(job, weights, view.seed()) : along;
        }
        if (view.x() != null) {
            return elements(job, weights, view.x(), view.y());
        }
        if (view.y() != null) {
            throw new LandscapeException("y", "it needs 'x' too");
        }
        List<Element> all = Element.all(job.model().parameters());
        return all.isEmpty() || all.size() > 2
                ? RandomDirections.of(job, weights, view.seed())
                : new ElementPlane(all, weights);
    }

    private static Plane elements(JobSpecification job, Map<String, double[]> weights, String x, @Nullable String y) {
        Element first = Element.named(x, job, "x");
        if (y == null) {
            return new ElementPlane(List.of(first), weights);
        }
        Element second = Element.named(y, job, "y");
        if (second.parameter().equals(first.parameter()) && second.index() == first.index()) {
            throw new LandscapeException("y", "'x' and 'y' must differ, but both are '" + y + "'");
        }
        return new ElementPlane(List.of(first, second), weights);
    }

    private static void refuseRangeOfNothing(View view, boolean line) {
        if (line && !view.yRange().equals(Axis.Range.DEFAULT)) {
            throw new LandscapeException(
                    view.yRange().min() == null ? "yMax" : "yMin", "there is no second axis; name it with 'y'");
        }
    }

    /** Returns whether the default view is over the weights themselves, because the model has one or two. */
    public static boolean isOverAllWeights(JobSpecification job) {
        long weights = job.scalars();
        return weights == 1 || weights == 2;
    }

    /** Returns about how often the loss is evaluated for a view and the paths of some runs; no fewer times. */
    public static double positions(View view, int runs) {
        boolean line = view.x() != null && view.y() == null;
        int side = view.points() == null ? (line ? POINTS_OF_A_LINE : POINTS_OF_A_SIDE) : view.points();
        return (double) Path.MOST_POINTS * runs + (line ? side : (double) side * side);
    }

    private static int points(JobSpecification job, View view, boolean line, int most) {
        Integer given = view.points();
        int widest = line ? most : (int) Math.sqrt(most);
        if (given == null) {
            return Math.min(line ? POINTS_OF_A_LINE : pointsOfASide(job), widest);
        }
        if (given < 2 || given > widest) {
            throw new LandscapeException(
                    "points",
                    given + " does not lie between 2 and " + widest + "; a surface has at most " + most + " points");
        }
        return given;
    }

    /** Fewer for a model that takes long to evaluate. */
    private static int pointsOfASide(JobSpecification job) {
        double work = job.work()
                / job.steps()
                / job.batching().size()
                * job.data().training().rows();
        double affordable = Math.sqrt(AFFORDABLE / Math.max(1, work));
        return (int) Math.clamp(affordable, FEWEST_OF_A_SIDE, POINTS_OF_A_SIDE);
    }

    private static Axis axis(
            Plane plane, int number, String axis, Axis.Range range, double[] centre, int points, List<Path> paths) {
        double reach = paths.stream()
                .mapToDouble(path -> plane.reach(number, path))
                .max()
                .orElseThrow();
        double min = bound(range.min(), axis + "Min", Math.max(centre[number] - reach, -Double.MAX_VALUE));
        double max = bound(range.max(), axis + "Max", Math.min(centre[number] + reach, Double.MAX_VALUE));
        if (!(min < max) || !Double.isFinite(max - min)) {
            String asked = range.min() == null ? "Max" : "Min";
            throw new LandscapeException(axis + asked, "there is no range from " + min + " to " + max);
        }
        return Axis.of(plane.axes().get(number), min, max, points);
    }

    private static double bound(@Nullable Double given, String parameter, double otherwise) {
        if (given == null) {
            return otherwise;
        }
        if (!Double.isFinite(given)) {
            throw new LandscapeException(parameter, given + " is not a finite number");
        }
        return given;
    }

    private static List<@Nullable Double> row(Plane plane, LossFunction function, Axis x, @Nullable Double y) {
        List<@Nullable Double> losses = new ArrayList<>(x.values().size());
        for (double at : x.values()) {
            double[] position = y == null ? new double[] {at} : new double[] {at, y};
            losses.add(finite(function.at(plane.at(position))));
        }
        return losses;
    }

    static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    private static Map<String, Object> held(JobSpecification job, Plane plane, Map<String, double[]> weights) {
        Map<String, Object> held = new LinkedHashMap<>();
        int scalars =
                weights.values().stream().mapToInt(values -> values.length).sum();
        if (scalars > WHOLE_UP_TO) {
            weights.forEach((name, values) -> held.put(name, Summary.of(values).byName()));
            return held;
        }
        for (Element element : Element.all(job.model().parameters())) {
            held.put(element.label(), element.in(weights));
        }
        plane.axes().forEach(held::remove);
        return held;
    }
}
