package dev.downhill.explain.landscape;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The plane that two directions span at some weights, which are at (0, 0).
 *
 * @param axes the names of the directions
 * @param directions for each moving parameter one number for each element
 * @param farthest the farthest position on an axis, given the positions of the run on it
 */
record Span(
        List<String> axes,
        List<Map<String, double[]>> directions,
        Map<String, double[]> weights,
        ToDoubleFunction<double[]> farthest)
        implements Plane {
    /** Directions with a smaller square of the sine between them span no plane. */
    private static final double LEAST_SQUARE = 1e-12;

    @Override
    public double reach(int axis, Path path) {
        return farthest.applyAsDouble(path.positions(axis));
    }

    @Override
    public Map<String, double[]> at(double[] position) {
        Map<String, double[]> moved = new LinkedHashMap<>();
        for (String name : directions.getFirst().keySet()) {
            double[] values = of(weights, name).clone();
            for (int axis = 0; axis < position.length; axis++) {
                double[] direction = of(directions.get(axis), name);
                for (int i = 0; i < values.length; i++) {
                    values[i] += position[axis] * direction[i];
                }
            }
            moved.put(name, values);
        }
        return moved;
    }

    /** By least squares, because directions may be only nearly at right angles. */
    @Override
    public double[] project(Map<String, double[]> point) {
        Map<String, double[]> way = new LinkedHashMap<>();
        for (String name : directions.getFirst().keySet()) {
            double[] difference = of(point, name).clone();
            double[] origin = of(weights, name);
            for (int i = 0; i < difference.length; i++) {
                difference[i] -= origin[i];
            }
            way.put(name, difference);
        }
        Map<String, double[]> a = directions.get(0);
        Map<String, double[]> b = directions.get(1);
        double lengthA = length(a);
        double lengthB = length(b);
        double cosine = dot(a, lengthA, b, lengthB);
        double square = 1 - cosine * cosine;
        if (!(square > LEAST_SQUARE) || lengthA == 0 || lengthB == 0) {
            return new double[2];
        }
        double alongA = dot(way, 1, a, lengthA);
        double alongB = dot(way, 1, b, lengthB);
        return new double[] {
            (alongA - cosine * alongB) / square / lengthA, (alongB - cosine * alongA) / square / lengthB
        };
    }

    /** Squares of weights that have grown far would be infinite. */
    private static double length(Map<String, double[]> direction) {
        return direction.values().stream().flatMapToDouble(Arrays::stream).reduce(0, Math::hypot);
    }

    /** Returns the product of two vectors, each divided by a length. */
    private static double dot(Map<String, double[]> a, double lengthA, Map<String, double[]> b, double lengthB) {
        double sum = 0;
        for (String name : a.keySet()) {
            double[] left = of(a, name);
            double[] right = of(b, name);
            for (int i = 0; i < left.length; i++) {
                sum += left[i] / lengthA * (right[i] / lengthB);
            }
        }
        return sum;
    }

    static double dot(Map<String, double[]> a, Map<String, double[]> b) {
        double sum = 0;
        for (String name : a.keySet()) {
            double[] left = of(a, name);
            double[] right = of(b, name);
            for (int i = 0; i < left.length; i++) {
                sum += left[i] * right[i];
            }
        }
        return sum;
    }

    private static double[] of(Map<String, double[]> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }
}
