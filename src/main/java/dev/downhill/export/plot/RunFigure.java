package dev.downhill.export.plot;

import dev.downhill.training.record.Metric;
import dev.downhill.training.record.MetricHistory;
import dev.downhill.training.record.TestLosses;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The figure of a run: its weights over the steps, and its loss beside them, or the requested curves. */
public final class RunFigure {
    private static final String LOSS = "loss";
    private static final String TEST_LOSS = "testLoss";
    private static final String GRADIENT = ".grad";

    /** The largest number of curves in a panel if the client names none. */
    private static final int MOST_UNASKED = 12;

    private final Trajectory trajectory;
    private final Scale scale;
    private final int width;

    /** The kind of a curve's numbers; each kind has one panel. */
    private enum Kind {
        PARAMETERS("parameters"),
        GRADIENTS("gradients"),
        LOSSES(LOSS),
        METRICS("metrics");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    private record Source(Kind kind, Track track, int element) {}

    /**
     * @param scale the scale of the loss, which alone is never negative by its nature
     * @param width the width of the picture in pixels; a curve has a few points for each pixel
     */
    public RunFigure(Trajectory trajectory, Scale scale, int width) {
        this.trajectory = trajectory;
        this.scale = scale;
        this.width = width;
    }

    /** Returns the source of a curve's numbers, or null if no curve has the label. */
    private @Nullable Source source(String label) {
        Source gradient = label.endsWith(GRADIENT)
                ? source(Kind.GRADIENTS, trajectory.gradients(), withoutGradient(label))
                : null;
        return gradient == null ? source(Kind.PARAMETERS, trajectory.parameters(), label) : gradient;
    }

    private static @Nullable Source source(Kind kind, List<Track> tracks, String label) {
        for (Track track : tracks) {
            int element = track.labels().indexOf(label);
            if (element >= 0) {
                return new Source(kind, track, element);
            }
        }
        return null;
    }

    private static String withoutGradient(String name) {
        return name.substring(0, name.length() - GRADIENT.length());
    }

    /**
     * Returns the labels that names stand for: the name of a curve for itself, the name of a tensor for all its numbers.
     *
     * @param most the greatest number of labels
     * @throws UnknownCurve if a name stands for nothing
     * @throws TooManyCurves if there are more
     */
    public Set<String> labels(List<String> names, int most) {
        Set<String> labels = new LinkedHashSet<>();
        for (String name : names) {
            boolean known = name.equals(LOSS) || (name.equals(TEST_LOSS) && hasTestLoss());
            if (known || metrics().contains(name) || source(name) != null) {
                labels.add(name);
                continue;
            }
            boolean gradient = name.endsWith(GRADIENT);
            String tensor = gradient ? withoutGradient(name) : name;
            List<Track> tracks = gradient ? trajectory.gradients() : trajectory.parameters();
            Track track = tracks.stream()
                    .filter(candidate -> candidate.name().equals(tensor))
                    .findFirst()
                    .orElseThrow(() -> new UnknownCurve(name, names()));
            if (track.width() > most) {
                throw new TooManyCurves(track.width(), most);
            }
            track.labels().forEach(label -> labels.add(gradient ? label + GRADIENT : label));
        }
        if (labels.size() > most) {
            throw new TooManyCurves(labels.size(), most);
        }
        return labels;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(LOSS));
        trajectory.parameters().forEach(track -> names.add(track.name()));
        trajectory.gradients().forEach(track -> names.add(track.name() + GRADIENT));
        if (hasTestLoss()) {
            names.add(1, TEST_LOSS);
        }
        names.addAll(metrics());
        return names;
    }

    /** Returns the default curves of a run: its parameters, or the norm of each, and the losses. */
    public Set<String> usual() {
        Set<String> usual = trajectory.parameters().stream()
                .flatMap(track ->
                        track.labels().stream().limit(track.detail() == Track.Detail.SUMMARY ? 1 : MOST_UNASKED))
                .distinct()
                .limit(MOST_UNASKED)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        usual.add(LOSS);
        if (hasTestLoss()) {
            usual.add(TEST_LOSS);
        }
        usual.addAll(metrics());
        return usual;
    }

    /** Returns the names of the evaluated metrics without the test loss, which stands beside the loss. */
    private List<String> metrics() {
        MetricHistory history = trajectory.metrics();
        return history.count() == 0
                ? List.of()
                : history.metrics().stream()
                        .filter(metric -> metric != Metric.TEST_LOSS)
                        .map(Metric::text)
                        .toList();
    }

    private boolean hasTestLoss() {
        return trajectory.testLosses().count() > 0;
    }

    /**
     * Returns a figure of some curves.
     *
     * @param labels as {@link #labels} or {@link #usual} gives them
     * @param references values that the parameters are to come to
     */
    public Figure of(String title, Set<String> labels, List<Reference> references) {
        List<Panel> panels = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Curve> curves = switch (kind) {
                case LOSSES -> losses(labels);
                case METRICS -> metrics(labels);
                case PARAMETERS, GRADIENTS -> curves(kind, labels);
            };
            boolean referred = kind == Kind.PARAMETERS;
            if (!curves.isEmpty()) {
                String name = curves.size() == 1 ? curves.getFirst().label() : kind.title;
                Scale heights = kind == Kind.LOSSES ? scale : Scale.LINEAR;
                panels.add(new Panel(name, heights, curves, referred ? references : List.of()));
            }
        }
        return new Figure(title, panels);
    }

    private List<Curve> losses(Set<String> labels) {
        List<Curve> curves = new ArrayList<>();
        if (labels.contains(LOSS)) {
            curves.add(loss());
        }
        if (labels.contains(TEST_LOSS)) {
            curves.add(testLoss());
        }
        return curves;
    }

    private List<Curve> metrics(Set<String> labels) {
        List<Curve> curves = new ArrayList<>();
        for (String name : metrics()) {
            if (labels.contains(name) && source(name) == null) {
                curves.add(metric(name));
            }
        }
        return curves;
    }

    /** Leaves out the entries at which the metric was not evaluated. */
    private Curve metric(String name) {
        MetricHistory history = trajectory.metrics();
        int column = history.metrics().stream().map(Metric::text).toList().indexOf(name);
        int[] entries = IntStream.range(0, history.count())
                .filter(entry -> Double.isFinite(history.value(entry, column)))
                .toArray();
        return Curve.of(
                name,
                entries.length,
                i -> history.step(entries[i]),
                i -> history.value(entries[i], column),
                Scale.LINEAR,
                width);
    }

    private Curve testLoss() {
        TestLosses losses = trajectory.testLosses();
        return Curve.of(TEST_LOSS, losses.count(), losses::step, losses::loss, scale, width);
    }

    private Curve loss() {
        return lossOf(trajectory, LOSS, scale, width);
    }

    /** Returns the curve of a run's loss, for a picture of some width. */
    public static Curve lossOf(Trajectory trajectory, String label, Scale scale, int width) {
        return Curve.of(label, trajectory.points(), trajectory::step, trajectory::loss, scale, width);
    }

    private List<Curve> curves(Kind kind, Set<String> labels) {
        List<Curve> curves = new ArrayList<>();
        for (String label : labels) {
            Source source = source(label);
            if (source != null && source.kind() == kind) {
                curves.add(curve(label, source));
            }
        }
        return curves;
    }

    /** A parameter begins before the first update, where a gradient or a metric has nothing. */
    private Curve curve(String label, Source source) {
        Track track = source.track();
        int element = source.element();
        int points = trajectory.points();
        if (source.kind() != Kind.PARAMETERS) {
            return Curve.of(label, points, trajectory::step, point -> track.value(point, element), Scale.LINEAR, width);
        }
        double initial = track.initial(element);
        return Curve.of(
                label,
                points + 1,
                point -> point > 0 ? trajectory.step(point - 1) : points == 0 ? 0 : trajectory.step(0) - 1,
                point -> point > 0 ? track.value(point - 1, element) : initial,
                Scale.LINEAR,
                width);
    }
}
