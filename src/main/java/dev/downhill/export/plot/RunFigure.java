package dev.downhill.export.plot;

import dev.downhill.training.TestLosses;
import dev.downhill.training.Track;
import dev.downhill.training.Trajectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The figure of a run: its weights over the steps, and its loss beside them, or what else was asked for. */
public final class RunFigure {
    private static final String LOSS = "loss";
    private static final String TEST_LOSS = "testLoss";
    private static final String GRADIENT = ".grad";

    /** How many curves a panel may have that nobody named. */
    private static final int MOST_UNASKED = 12;

    private final Trajectory trajectory;
    private final Scale scale;

    /** Every curve that can be asked for, by its label. */
    private final Map<String, Source> sources = new LinkedHashMap<>();

    /** What a curve's numbers are; one panel a kind. */
    private enum Kind {
        PARAMETERS("parameters"),
        GRADIENTS("gradients"),
        METRICS("metrics"),
        LOSSES(LOSS);

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    private record Source(Kind kind, Track track, int element) {}

    /** @param scale the scale of the loss, which alone is never negative by its nature */
    public RunFigure(Trajectory trajectory, Scale scale) {
        this.trajectory = trajectory;
        this.scale = scale;
        trajectory.parameters().forEach(track -> add(Kind.PARAMETERS, track, ""));
        trajectory.gradients().forEach(track -> add(Kind.GRADIENTS, track, GRADIENT));
        trajectory.metrics().forEach(track -> add(Kind.METRICS, track, ""));
    }

    private void add(Kind kind, Track track, String suffix) {
        List<String> labels = track.labels();
        for (int i = 0; i < labels.size(); i++) {
            sources.put(labels.get(i) + suffix, new Source(kind, track, i));
        }
    }

    /**
     * Returns the labels that names stand for: one of a curve for itself, that of a tensor for all its numbers.
     *
     * @throws UnknownCurve if a name stands for nothing
     */
    public Set<String> labels(List<String> names) {
        Set<String> labels = new LinkedHashSet<>();
        for (String name : names) {
            if (name.equals(LOSS) || (name.equals(TEST_LOSS) && hasTestLoss()) || sources.containsKey(name)) {
                labels.add(name);
                continue;
            }
            boolean gradient = name.endsWith(GRADIENT);
            String tensor = gradient ? name.substring(0, name.length() - GRADIENT.length()) : name;
            List<Track> tracks = gradient ? trajectory.gradients() : trajectory.parameters();
            Track track = tracks.stream()
                    .filter(candidate -> candidate.name().equals(tensor))
                    .findFirst()
                    .orElseThrow(() -> new UnknownCurve(name, names()));
            track.labels().forEach(label -> labels.add(gradient ? label + GRADIENT : label));
        }
        return labels;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(LOSS));
        trajectory.parameters().forEach(track -> names.add(track.name()));
        trajectory.gradients().forEach(track -> names.add(track.name() + GRADIENT));
        trajectory.metrics().forEach(track -> names.add(track.name()));
        if (hasTestLoss()) {
            names.add(1, TEST_LOSS);
        }
        return names;
    }

    /** Returns the curves that a run is shown by where nobody names any: parameters, or the norm of each, and the losses. */
    public Set<String> usual() {
        Set<String> labels = new LinkedHashSet<>();
        for (Track track : trajectory.parameters()) {
            labels.addAll(
                    track.detail() == Track.Detail.SUMMARY ? track.labels().subList(0, 1) : track.labels());
        }
        Set<String> usual =
                new LinkedHashSet<>(labels.stream().limit(MOST_UNASKED).toList());
        usual.add(LOSS);
        if (hasTestLoss()) {
            usual.add(TEST_LOSS);
        }
        return usual;
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
            List<Curve> curves = kind == Kind.LOSSES ? losses(labels) : curves(kind, labels);
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

    private Curve testLoss() {
        TestLosses losses = trajectory.testLosses();
        int points = losses.count();
        double[] x = new double[points];
        double[] y = new double[points];
        for (int point = 0; point < points; point++) {
            x[point] = losses.step(point);
            y[point] = losses.loss(point);
        }
        return new Curve(TEST_LOSS, x, y);
    }

    private Curve loss() {
        int points = trajectory.points();
        double[] x = new double[points];
        double[] y = new double[points];
        for (int point = 0; point < points; point++) {
            x[point] = trajectory.step(point);
            y[point] = trajectory.loss(point);
        }
        return new Curve(LOSS, x, y);
    }

    private List<Curve> curves(Kind kind, Set<String> labels) {
        List<Curve> curves = new ArrayList<>();
        for (String label : labels) {
            Source source = sources.get(label);
            if (source != null && source.kind() == kind) {
                curves.add(curve(label, source));
            }
        }
        return curves;
    }

    /** A parameter begins before the first update, where a gradient or a metric has nothing. */
    private Curve curve(String label, Source source) {
        int before = source.kind() == Kind.PARAMETERS ? 1 : 0;
        int points = trajectory.points();
        double[] x = new double[points + before];
        double[] y = new double[points + before];
        if (before == 1) {
            x[0] = points == 0 ? 0 : trajectory.step(0) - 1;
            y[0] = source.track().initial()[source.element()];
        }
        for (int point = 0; point < points; point++) {
            x[point + before] = trajectory.step(point);
            y[point + before] = source.track().value(point, source.element());
        }
        return new Curve(label, x, y);
    }
}
