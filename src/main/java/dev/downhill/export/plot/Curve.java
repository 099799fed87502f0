package dev.downhill.export.plot;

/**
 * A line through points.
 *
 * @param x ascending
 * @param y as many
 */
public record Curve(String label, double[] x, double[] y) {
    int points() {
        return x.length;
    }

    /** Returns a curve that looks the same with at most some points: the least and the greatest of each stretch. */
    Curve thinned(int most) {
        int stretches = most / 2;
        if (points() <= most) {
            return this;
        }
        double[] fewerX = new double[2 * stretches];
        double[] fewerY = new double[2 * stretches];
        for (int s = 0; s < stretches; s++) {
            int from = (int) ((long) s * points() / stretches);
            int to = (int) ((s + 1L) * points() / stretches);
            int least = from;
            int greatest = from;
            for (int i = from; i < to; i++) {
                least = y[i] < y[least] ? i : least;
                greatest = y[i] > y[greatest] ? i : greatest;
            }
            put(fewerX, fewerY, 2 * s, Math.min(least, greatest));
            put(fewerX, fewerY, 2 * s + 1, Math.max(least, greatest));
        }
        return new Curve(label, fewerX, fewerY);
    }

    private void put(double[] otherX, double[] otherY, int at, int point) {
        otherX[at] = x[point];
        otherY[at] = y[point];
    }
}
