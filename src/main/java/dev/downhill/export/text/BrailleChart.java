package dev.downhill.export.text;

import java.util.Arrays;
import java.util.Locale;

/** A curve in a terminal, drawn with the dots of Unicode's Braille patterns: two by four in each character. */
final class BrailleChart {
    private static final int COLUMNS = 60;
    private static final int ROWS = 6;
    private static final int WIDTH = 2 * COLUMNS;
    private static final int HEIGHT = 4 * ROWS;
    private static final int EMPTY = 0x2800;

    /** The bits of the dots, by row and column. */
    private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    /** From which ratio of the greatest to the least value on the heights are logarithms. */
    private static final double WIDE = 100;

    private final double[] x;
    private final double[] y;
    private final boolean logarithmic;
    private final double least;
    private final double greatest;
    private final int[][] cells = new int[ROWS][COLUMNS];

    /**
     * @param x ascending, at least two
     * @param y as many, finite
     */
    BrailleChart(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        this.least = Arrays.stream(y).min().orElse(0);
        this.greatest = Arrays.stream(y).max().orElse(0);
        this.logarithmic = least > 0 && greatest / WIDE > least;
    }

    /** Returns the lines of the chart, the title first. */
    String text(String title) {
        int before = heights(0)[2];
        for (int column = 0; column < WIDTH; column++) {
            int[] reached = heights(column);
            // Joined to the column before, which may have ended far above or below.
            int from = Math.min(reached[0], Math.min(before + 1, reached[1]));
            int to = Math.max(reached[1], Math.max(before - 1, reached[0]));
            for (int height = from; height <= to; height++) {
                dot(column, height);
            }
            before = reached[2];
        }
        return print(title);
    }

    /** Returns the least, the greatest and the last height of the curve within a column. */
    private int[] heights(int column) {
        double first = x[0];
        double step = (x[x.length - 1] - first) / (WIDTH - 1);
        double begin = first + (column - 0.5) * step;
        double end = first + (column + 0.5) * step;
        int center = height(at(first + column * step));
        int low = center;
        int high = center;
        int last = center;
        for (int i = from(begin); i < x.length && x[i] < end; i++) {
            last = height(y[i]);
            low = Math.min(low, last);
            high = Math.max(high, last);
        }
        return new int[] {low, high, last};
    }

    /** Returns the first point at or after a place. */
    private int from(double place) {
        int found = Arrays.binarySearch(x, place);
        return found < 0 ? -found - 1 : found;
    }

    private double at(double place) {
        int right = Math.clamp(from(place), 1, x.length - 1);
        double share = Math.clamp((place - x[right - 1]) / (x[right] - x[right - 1]), 0, 1);
        return logarithmic
                ? Math.exp(Math.log(y[right - 1]) * (1 - share) + Math.log(y[right]) * share)
                : y[right - 1] * (1 - share) + y[right] * share;
    }

    private int height(double value) {
        double share = logarithmic
                ? (Math.log(value) - Math.log(least)) / (Math.log(greatest) - Math.log(least))
                : greatest == least ? 0 : (value / 2 - least / 2) / (greatest / 2 - least / 2);
        return (int) Math.round(Math.clamp(share, 0, 1) * (HEIGHT - 1));
    }

    private void dot(int column, int height) {
        int row = HEIGHT - 1 - height;
        cells[row / 4][column / 2] |= DOTS[row % 4][column % 2];
    }

    private String print(String title) {
        String top = label(greatest);
        String bottom = label(least);
        int margin = Math.max(top.length(), bottom.length());
        var text = new StringBuilder();
        text.append(" ".repeat(margin + 1)).append(title).append(logarithmic ? ", log scale\n" : "\n");
        for (int row = 0; row < ROWS; row++) {
            String label = row == 0 ? top : row == ROWS - 1 ? bottom : "";
            text.append(" ".repeat(margin - label.length())).append(label).append(' ');
            Arrays.stream(cells[row]).forEach(dots -> text.append((char) (EMPTY + dots)));
            text.append('\n');
        }
        String first = Long.toString((long) x[0]);
        String last = Long.toString((long) x[x.length - 1]);
        text.append(" ".repeat(margin + 1)).append(first);
        text.append(" ".repeat(Math.max(1, COLUMNS - first.length() - last.length())))
                .append(last);
        return text.append('\n').toString();
    }

    private static String label(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
