package dev.downhill.export.plot;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.export.XmlText;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;

/**
 * A line through points.
 *
 * @param x ascending
 * @param y as many
 */
public record Curve(String label, double[] x, double[] y) {
    /** The number of points that a stretch keeps: its first and its last, its least and its greatest. */
    private static final int KEPT = 4;

    /** Its place among all points, its numbers, and those of the thinner curve that is drawn. */
    private static final int BYTES_PER_POINT = 64;

    public Curve {
        label = XmlText.of(label);
    }

    /**
     * Returns a curve that looks the same as all points would and has four of each stretch at most: the first, the last, the
     * least and the greatest (Jugel et al., M4: A Visualization-Oriented Time Series Data Aggregation, 2014).
     *
     * @param points the number of points
     * @param scale the scale; a value without a place on it is neither the least nor the greatest
     * @param stretches about the width of the picture in pixels
     * @throws CancellationException if the thread is interrupted
     */
    public static Curve of(
            String label, int points, IntToDoubleFunction x, IntToDoubleFunction y, Scale scale, int stretches) {
        Allowance.take((long) BYTES_PER_POINT * Math.min(points, KEPT * stretches));
        int[] kept = new int[Math.min(points, KEPT * stretches)];
        int count = 0;
        if (points <= kept.length) {
            Arrays.setAll(kept, i -> i);
            count = points;
        } else {
            for (int s = 0; s < stretches; s++) {
                int from = (int) ((long) s * points / stretches);
                int to = (int) ((s + 1L) * points / stretches);
                count = keep(kept, count, from, to, y, scale);
            }
        }
        double[] keptX = new double[count];
        double[] keptY = new double[count];
        for (int i = 0; i < count; i++) {
            keptX[i] = x.applyAsDouble(kept[i]);
            keptY[i] = y.applyAsDouble(kept[i]);
        }
        return new Curve(label, keptX, keptY);
    }

    private static int keep(int[] kept, int count, int from, int to, IntToDoubleFunction y, Scale scale) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the picture was not drawn in time");
        }
        int least = from;
        int greatest = from;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            double height = scale.height(y.applyAsDouble(i));
            if (height < low) {
                low = height;
                least = i;
            }
            if (height > high) {
                high = height;
                greatest = i;
            }
        }
        int[] candidates = {from, Math.min(least, greatest), Math.max(least, greatest), to - 1};
        int next = count;
        for (int candidate : candidates) {
            if (next == count || kept[next - 1] != candidate) {
                kept[next++] = candidate;
            }
        }
        return next;
    }

    int points() {
        return x.length;
    }

    /** Returns the curve with four points of each stretch at most; see {@link #of}. */
    Curve thinned(Scale scale, int stretches) {
        return points() <= KEPT * stretches ? this : of(label, points(), i -> x[i], i -> y[i], scale, stretches);
    }
}
