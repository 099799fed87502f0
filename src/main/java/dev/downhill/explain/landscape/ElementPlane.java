package dev.downhill.explain.landscape;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One or two elements of the parameters vary, the others keep their final values; a position is their values. */
record ElementPlane(List<Element> elements, Map<String, double[]> weights) implements Plane {
    /** The margin of the surface beyond the run. */
    private static final double MARGIN = 1.25;

    /** Beyond it a square is not finite. */
    private static final double FARTHEST = 1e150;

    /** The part of a weight that is far beyond it; a smaller one could vanish beside the weight. */
    private static final double PART = 1e-3;

    @Override
    public List<String> axes() {
        return elements.stream().map(Element::label).toList();
    }

    @Override
    public Map<String, double[]> at(double[] position) {
        Map<String, double[]> changed = new LinkedHashMap<>();
        for (int i = 0; i < position.length; i++) {
            Element element = elements.get(i);
            double[] values = changed.computeIfAbsent(
                    element.parameter(),
                    name -> Objects.requireNonNull(weights.get(name), name).clone());
            values[element.index()] = position[i];
        }
        return changed;
    }

    @Override
    public double[] project(Map<String, double[]> point) {
        return elements.stream().mapToDouble(element -> element.in(point)).toArray();
    }

    /** A little farther than the run was ever away from where it ended. */
    @Override
    public double reach(int axis, Path path) {
        double end = elements.get(axis).in(weights);
        double away = Arrays.stream(path.positions(axis))
                .map(value -> Math.abs(value - end))
                .max()
                .orElse(0);
        double reach = away > 0 ? MARGIN * away : Math.max(1, Math.abs(end));
        return Math.min(reach, Math.max(FARTHEST, PART * Math.abs(end)));
    }
}
