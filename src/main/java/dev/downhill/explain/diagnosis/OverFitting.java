package dev.downhill.explain.diagnosis;

import dev.downhill.training.TestLosses;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loss on rows held back turns up while that on the training rows goes on falling. */
final class OverFitting implements Symptom {
    private static final int FEWEST = 5;

    /** How far above its lowest value the loss of the held rows must stay. */
    private static final double TURNED_UP = 1.1;

    @Override
    public @Nullable Diagnosis look(Run run) {
        TestLosses test = run.trajectory().testLosses();
        int count = test.count();
        if (count < FEWEST || run.result().finalLoss() == null) {
            return null;
        }
        int lowest = 0;
        for (int i = 1; i < count; i++) {
            lowest = test.loss(i) < test.loss(lowest) ? i : lowest;
        }
        double lowestAtTheEnd = Double.POSITIVE_INFINITY;
        for (int i = count - Math.max(1, count / 10); i < count; i++) {
            lowestAtTheEnd = Math.min(lowestAtTheEnd, test.loss(i));
        }
        double lowestLoss = test.loss(lowest);
        double trainingThen = trainingLoss(run, test.step(lowest));
        boolean fits = run.lastLoss() < trainingThen;
        if (!fits || lowestLoss <= 0 || lowestAtTheEnd <= TURNED_UP * lowestLoss) {
            return null;
        }
        double end = test.loss(count - 1);
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("step", test.step(lowest));
        numbers.put("lowestTestLoss", lowestLoss);
        numbers.put("lastTestLoss", end);
        numbers.put("trainingLossThen", trainingThen);
        numbers.put("lastTrainingLoss", run.lastLoss());
        return new Diagnosis(
                "overFitting",
                "The loss on the rows held back was lowest about step " + test.step(lowest) + ", "
                        + Figure.of(lowestLoss) + ", and has turned up to " + Figure.of(end)
                        + ", while that on the training rows fell on from " + Figure.of(trainingThen) + " to "
                        + Figure.of(run.lastLoss())
                        + ". Fewer steps, a smaller model, regularization or more rows help.",
                numbers);
    }

    /** Returns the recorded loss nearest before a step. */
    private static double trainingLoss(Run run, long step) {
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
        return run.trajectory().loss(low);
    }
}
