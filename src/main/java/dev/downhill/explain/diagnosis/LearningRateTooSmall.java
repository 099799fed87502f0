package dev.downhill.explain.diagnosis;

import dev.downhill.training.run.Outcome;
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

    /** A larger rate must reduce the loss so many times as much as the whole run, or leave only a share of it. */
    private static final double MUCH_MORE = 3;

    private static final double MUCH_LESS = 0.1;
    private static final double SOMETHING = 0.05;

    /** A rate with which the highest loss of a step is higher by more than that share is no better, however it ends. */
    private static final double ROSE = 0.001;

    private static final double ROSE_IN_BATCHES = 1;

    @Override
    public @Nullable Diagnosis look(Run run) {
        boolean whole =
                run.result().outcome() == Outcome.COMPLETED && run.loss().isKnown() && run.steps() >= FEWEST_STEPS;
        if (!whole || !run.descends() || !run.learns() || !run.job().zeroGrad() || !(run.learningRate() > 0)) {
            return null;
        }
        double fell = run.loss().share();
        boolean hardly = fell < FELL && fell > (run.isFullBatch() ? 0 : -FELL);
        long steps = Math.min(TRIAL_STEPS, run.affordableSteps(FACTORS.length + 1));
        return hardly && steps >= FEWEST_STEPS ? compared(run, steps) : null;
    }

    private static @Nullable Diagnosis compared(Run run, long steps) {
        double first = run.loss().before();
        double last = run.loss().after();
        double highest = TrialRun.of(run, 1, steps).highest();
        double limit = highest + (run.isFullBatch() ? ROSE : ROSE_IN_BATCHES) * Math.abs(highest);
        double best = last;
        double bestFactor = 1;
        for (double factor : FACTORS) {
            TrialRun trial = TrialRun.of(run, factor, steps);
            if (trial.highest() <= limit && trial.loss() < best) {
                best = trial.loss();
                bestFactor = factor;
            }
        }
        double gain = first - best;
        boolean muchBetter = gain >= MUCH_MORE * Math.max(0, first - last) || (last > 0 && best <= MUCH_LESS * last);
        if (bestFactor == 1 || !muchBetter || gain < SOMETHING * Math.abs(first)) {
            return null;
        }
        double rate = run.learningRate();
        double better = Double.parseDouble(Numerals.of(rate * bestFactor));
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("learningRate", rate);
        numbers.put("firstLoss", first);
        numbers.put("lastLoss", last);
        numbers.put("suggestedLearningRate", better);
        return new Diagnosis(
                "learningRateTooSmall",
                "The loss crawls from " + Numerals.of(first) + " to " + Numerals.of(last) + " in " + run.steps()
                        + " steps: the learning rate " + Numerals.of(rate) + " is too small. With "
                        + Numerals.of(better)
                        + " it falls to " + Numerals.of(best) + " in " + steps + " steps.",
                numbers);
    }
}
