package dev.downhill.explain.diagnosis;

import dev.downhill.training.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loss crawls: it hardly fell, and with larger steps it would have fallen much more. */
final class LearningRateTooSmall implements Symptom {
    private static final int TRIAL_STEPS = 100;
    private static final int FEWEST_STEPS = 5;
    private static final double[] FACTORS = {10, 100, 1000, 10_000};

    /** The share of the loss that a run which does not crawl takes away. */
    private static final double FELL = 0.5;

    /** How much more a larger rate must take away, or how much less it must leave. */
    private static final double MUCH_MORE = 3;

    private static final double MUCH_LESS = 0.1;

    /** A rate with which the loss rises by more than that share on its way is no better, however it ends. */
    private static final double ROSE = 0.001;

    private static final double ROSE_FOR_BATCHES = 1;

    @Override
    public @Nullable Diagnosis look(Run run) {
        boolean whole = run.result().outcome() == Outcome.COMPLETED && run.points() > 1;
        if (!whole || !run.descends() || !run.job().zeroGrad() || run.result().steps() < FEWEST_STEPS) {
            return null;
        }
        double fell = (run.firstLoss() - run.lastLoss()) / Math.abs(run.firstLoss());
        boolean hardly = fell < FELL && fell > (run.isFullBatch() ? 0 : -FELL);
        long steps = Math.min(TRIAL_STEPS, run.affordableSteps(FACTORS.length + 2));
        return hardly && steps >= FEWEST_STEPS ? compared(run, steps) : null;
    }

    private static @Nullable Diagnosis compared(Run run, long steps) {
        double first = Trial.of(run.job(), 0, 1).loss();
        double own = Trial.of(run.job(), 1, steps).loss();
        double best = own;
        double bestFactor = 1;
        for (double factor : FACTORS) {
            Trial trial = Trial.of(run.job(), factor, steps);
            boolean falls = trial.highest() - first <= (run.isFullBatch() ? ROSE : ROSE_FOR_BATCHES) * Math.abs(first);
            if (falls && trial.loss() < best) {
                best = trial.loss();
                bestFactor = factor;
            }
        }
        double gain = first - best;
        boolean muchBetter = gain >= MUCH_MORE * Math.max(0, first - own) || (own > 0 && best <= MUCH_LESS * own);
        if (!muchBetter || gain < 0.05 * Math.abs(first)) {
            return null;
        }
        double rate = run.learningRate();
        double better = Double.parseDouble(Figure.of(rate * bestFactor));
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("learningRate", rate);
        numbers.put("firstLoss", first);
        numbers.put("lastLoss", run.lastLoss());
        numbers.put("suggestedLearningRate", better);
        return new Diagnosis(
                "learningRateTooSmall",
                "The loss crawls from " + Figure.of(first) + " to " + Figure.of(run.lastLoss()) + " in "
                        + run.result().steps() + " steps: the learning rate " + Figure.of(rate) + " is too small. With "
                        + Figure.of(better) + " it falls to " + Figure.of(best) + " in " + steps + " steps.",
                numbers);
    }
}
