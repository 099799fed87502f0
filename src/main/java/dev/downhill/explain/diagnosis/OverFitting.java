package dev.downhill.explain.diagnosis;

import dev.downhill.training.record.TestLosses;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a loss over the test rows that rises while that over the training rows keeps falling. A run that went back to its best state has
 * undone such a rise.
 */
final class OverFitting implements Symptom {
    private static final int FEWEST = 5;

    /** The number of parts of the evaluations; the lowest mean over a part counts, not the lowest single evaluation. */
    private static final int PARTS = 20;

    /** The number of parts of which the last counts as the end of the run. */
    private static final int PARTS_WITH_THE_END = 10;

    /** The share by which the test loss must stay above its lowest value. */
    private static final double TURNED_UP = 0.1;

    /** A rise by a smaller share of the highest test loss is one near the bottom of both losses. */
    private static final double SOMETHING = 1e-3;

    /** The lowest test loss: the mean of some consecutive evaluations, and the step of the last of them. */
    private record Lowest(long step, double loss) {}

    @Override
    public @Nullable Diagnosis look(Run run) {
        TestLosses test = run.trajectory().testLosses();
        int count = test.count();
        boolean whole = count >= FEWEST && test.step(count - 1) == run.result().steps();
        boolean wentBack = run.result().best() != null;
        if (!whole || wentBack || run.result().finalLoss() == null || !run.descends()) {
            return null;
        }
        Lowest lowest = lowest(test, Math.max(1, count / PARTS));
        int end = Math.max(1, count / PARTS_WITH_THE_END);
        double leastAtTheEnd = Double.POSITIVE_INFINITY;
        double highest = 0;
        for (int i = 0; i < count; i++) {
            leastAtTheEnd = i < count - end ? leastAtTheEnd : Math.min(leastAtTheEnd, test.loss(i));
            highest = Math.max(highest, Math.abs(test.loss(i)));
        }
        double rise = leastAtTheEnd - lowest.loss();
        if (rise <= TURNED_UP * Math.abs(lowest.loss()) || rise <= SOMETHING * highest) {
            return null;
        }
        TrainingLosses training = TrainingLosses.of(run, lowest.step());
        return training.fell() ? diagnosis(lowest, test.loss(count - 1), training) : null;
    }

    private static Lowest lowest(TestLosses test, int width) {
        var lowest = new Lowest(0, Double.POSITIVE_INFINITY);
        for (int from = 0; from + width <= test.count(); from++) {
            double sum = 0;
            for (int i = from; i < from + width; i++) {
                sum += test.loss(i);
            }
            if (sum / width < lowest.loss()) {
                lowest = new Lowest(test.step(from + width - 1), sum / width);
            }
        }
        return lowest;
    }

    private static Diagnosis diagnosis(Lowest lowest, double end, TrainingLosses training) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("step", lowest.step());
        numbers.put("lowestTestLoss", lowest.loss());
        numbers.put("lastTestLoss", end);
        numbers.put("trainingLossThen", training.then());
        numbers.put("lastTrainingLoss", training.last());
        return new Diagnosis(
                "overFitting",
                "The loss over the test rows was lowest about step " + lowest.step() + ", " + Numerals.of(lowest.loss())
                        + ", and has since risen to " + Numerals.of(end)
                        + ", while the loss over the training rows kept falling from "
                        + Numerals.of(training.then()) + " to " + Numerals.of(training.last())
                        + ". Fewer steps, a smaller model, regularization or more rows help.",
                numbers);
    }
}
