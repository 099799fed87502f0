package dev.downhill.explain.diagnosis;

import dev.downhill.training.record.Track;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The training loss at some step of a run and at its end, measured in the same way. Both are losses over the same rows if the
 * weights of that step are known, or if each step sees all rows. Otherwise both are means over the same number of batches: an
 * epoch, if that many are recorded.
 *
 * @param error the standard error of the difference, 0 if both numbers are exact
 */
record TrainingLosses(double then, double last, double error) {
    /** The least number of batches for a meaningful mean. */
    private static final int FEWEST = 10;

    /** A difference of fewer standard errors may be the noise of the batches. */
    private static final double CERTAIN = 2;

    /** A mean over some recorded losses, and the square of its standard error. */
    private record Mean(double value, double variance) {
        static Mean of(Run run, int from, int to) {
            double sum = 0;
            for (int point = from; point < to; point++) {
                sum += run.trajectory().loss(point);
            }
            double mean = sum / (to - from);
            double squares = 0;
            for (int point = from; point < to; point++) {
                double off = run.trajectory().loss(point) - mean;
                squares += off * off;
            }
            int count = to - from;
            return new Mean(mean, count == 1 ? 0 : squares / (count - 1.0) / count);
        }
    }

    /** Returns the losses of the last steps up to one, and of the last ones of all. */
    static TrainingLosses of(Run run, long step) {
        int end = pointAfter(run, step);
        if (run.isFullBatch()) {
            return new TrainingLosses(run.trajectory().loss(end - 1), run.loss().after(), 0);
        }
        Map<String, double[]> weights = weights(run, end - 1);
        if (!weights.isEmpty()) {
            return new TrainingLosses(
                    LossChange.at(weights, run.job()), run.loss().after(), 0);
        }
        int width = Math.max(1, Math.min(width(run), end));
        Mean then = Mean.of(run, end - width, end);
        Mean last = Mean.of(run, run.points() - width, run.points());
        return new TrainingLosses(then.value(), last.value(), Math.sqrt(then.variance() + last.variance()));
    }

    /** Returns all weights after a recorded step, or none where they are not recorded. */
    private static Map<String, double[]> weights(Run run, int point) {
        Map<String, double[]> weights = new LinkedHashMap<>();
        for (Track track : run.trajectory().parameters()) {
            if (track.detail() == Track.Detail.ALL) {
                weights.put(track.name(), track.values(point));
            }
        }
        boolean whole = weights.size() == run.job().model().parameters().size();
        return whole ? weights : Map.of();
    }

    /** Returns how many recorded steps an epoch has. */
    private static int width(Run run) {
        long perEpoch =
                run.job().batching().stepsPerEpoch(run.job().data().training().rows());
        return (int) Math.max(FEWEST, perEpoch / run.job().record().every());
    }

    /** Returns the first point after a step, or the second where the step was before the first. */
    private static int pointAfter(Run run, long step) {
        int low = 0;
        int high = run.points() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (run.trajectory().step(middle) <= step) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low + 1;
    }

    /** Returns whether the loss was lower at the end. */
    boolean fell() {
        return last < then - CERTAIN * error;
    }
}
