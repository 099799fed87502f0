package dev.downhill.data.generator;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/**
 * A generator that draws one row after the other: the inputs, and what they belong to.
 *
 * @param classes the names of the classes; empty where the target is a quantity
 * @param point draws a row of inputs and, at the end, the target
 */
record PointGenerator(String name, String text, int inputs, List<String> classes, Point point) implements Generator {
    /** The number of rows between two checks for an interrupt. */
    private static final int LOOKS_UP = 1 << 12;

    /** Draws one row. */
    @FunctionalInterface
    interface Point {
        /** Returns the inputs and then the target of row {@code i} of {@code n}. */
        double[] draw(int i, int n, double noise, RandomGenerator random);
    }

    @Override
    public int numbersInRow() {
        return inputs + 1;
    }

    @Override
    public Dataset generate(int rows, double noise, RandomGenerator random) {
        double[] x = new double[rows * inputs];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            if (i % LOOKS_UP == 0 && Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted");
            }
            double[] drawn = point.draw(i, rows, noise, random);
            System.arraycopy(drawn, 0, x, i * inputs, inputs);
            y[i] = drawn[inputs];
        }
        Column target = Column.ofNumbers("y", y);
        List<Column> columns = List.of(new Column("x", inputs == 1 ? 0 : inputs, x));
        return classes.isEmpty() ? Dataset.ofQuantity(columns, target) : Dataset.ofClasses(columns, target, classes);
    }
}
