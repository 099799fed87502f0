package dev.downhill.explain.diagnosis;

import dev.downhill.training.record.Track;
import java.util.List;

/** Signs in the recorded steps of a run on all rows that its steps are too long, although the loss may not have grown. */
final class Bounces {
    private static final int LOOKED_AT = 1000;
    private static final int IN_A_ROW = 10;
    private static final int FEWEST = 3;

    /** A gradient that keeps this fraction of its size over some steps does not converge. */
    private static final double KEPT = 0.9;

    /** A gradient below this fraction of the first one has almost converged. */
    private static final double RESTS = 0.01;

    /** If the loss fell by more than this fraction, nothing kept it from falling. */
    private static final double FELL = 0.5;

    /** The least growth of the loss, relative to its first value, that counts; a loss that has doubled always counts. */
    private static final double GREW = 0.01;

    private Bounces() {}

    /** Returns whether each of the last steps undid the one before, without getting shorter. */
    static boolean alternates(Run run) {
        List<Track> gradients = run.trajectory().gradients();
        int last = run.points() - 1;
        int from = Math.max(0, last - IN_A_ROW);
        boolean known =
                !gradients.isEmpty() && gradients.stream().allMatch(gradient -> gradient.detail() == Track.Detail.ALL);
        if (last < FEWEST || !known || run.loss().share() > FELL) {
            return false;
        }
        for (int point = last; point > from; point--) {
            boolean neighbours =
                    run.trajectory().step(point) == run.trajectory().step(point - 1) + 1;
            if (!neighbours || dot(gradients, point, point - 1) >= 0) {
                return false;
            }
        }
        double length = length(gradients, last);
        return length > KEPT * length(gradients, from) && length > RESTS * length(gradients, 0);
    }

    private static double length(List<Track> gradients, int point) {
        return Math.sqrt(dot(gradients, point, point));
    }

    private static double dot(List<Track> gradients, int a, int b) {
        double sum = 0;
        for (Track gradient : gradients) {
            for (int i = 0; i < gradient.width(); i++) {
                sum += gradient.value(a, i) * gradient.value(b, i);
            }
        }
        return sum;
    }

    /** Returns whether in the second half the loss rises again and again, and neither its highest values nor its mean are low. */
    static boolean swings(Run run) {
        int points = run.points();
        int from = Math.max(points / 2, points - LOOKED_AT);
        int middle = (from + points) / 2;
        if (points - from < 8) {
            return false;
        }
        int rises = 0;
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double highestBefore = Double.NEGATIVE_INFINITY;
        double highestAfter = Double.NEGATIVE_INFINITY;
        for (int point = from; point < points; point++) {
            double loss = run.trajectory().loss(point);
            sum += loss;
            least = Math.min(least, loss);
            if (point < middle) {
                highestBefore = Math.max(highestBefore, loss);
            } else {
                highestAfter = Math.max(highestAfter, loss);
            }
            rises += point > from && loss > run.trajectory().loss(point - 1) ? 1 : 0;
        }
        double first = run.loss().before();
        double size = Math.abs(first);
        return rises > 0.3 * (points - from)
                && highestAfter - least > 0.1 * Math.abs(least)
                && highestAfter > highestBefore - (1 - KEPT) * Math.abs(highestBefore)
                && first - sum / (points - from) < FELL * size;
    }

    /**
     * Returns whether the loss has grown with each of the last steps that are recorded, far above its least value. Gradient
     * descent never does that unless its steps are too long for the curvature there.
     */
    static boolean rises(Run run) {
        double end = run.loss().after();
        double turn = end;
        int rises = 0;
        for (int point = run.points() - 1; point >= 0 && run.trajectory().loss(point) < turn; point--) {
            turn = run.trajectory().loss(point);
            rises++;
        }
        double enough = Math.min(Math.abs(turn), GREW * Math.abs(run.loss().before()));
        return rises >= IN_A_ROW && end - turn > Math.max(enough, LossChange.rounding(run.job()));
    }
}
