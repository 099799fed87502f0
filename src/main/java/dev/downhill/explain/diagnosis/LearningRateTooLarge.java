package dev.downhill.explain.diagnosis;

import dev.downhill.explain.landscape.Curvature;
import dev.downhill.explain.landscape.HessianProduct;
import dev.downhill.training.step.Divergence;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps go so far beyond the bottom that the loss grows, or bounces from side to side; with shorter ones it falls. */
final class LearningRateTooLarge implements Symptom {
    private static final int TRIAL_STEPS = 1000;
    private static final int PRODUCTS = 100;

    /** The divisors that lead from each tried rate to the next, smaller one. */
    private static final double[] DIVISORS = {1, 5, 5, 5, 5, 100, 1e4, 1e8};

    /** The least growth of the loss, relative to its size: near the bottom, the noise of batches alone raises it a little. */
    private static final double GREW = 0.01;

    private static final double GREW_IN_BATCHES = 1;

    /** The least decrease of the loss, relative to its size, that counts as falling. */
    private static final double FALLS = 1e-5;

    /** The least improvement of the loss, relative to its first value, with a rate at which it does not bounce. */
    private static final double BETTER = 0.1;

    /**
     * A sign of a rate that is too large.
     *
     * @param words the beginning of a sentence
     * @param below a trial with a smaller rate confirms the sign only if its loss falls below this
     * @param certain whether the sign has no other cause
     * @param strong whether the sign counts without a trial
     */
    private record Sign(String words, double below, boolean certain, boolean strong) {}

    /** A smaller rate that was tried. */
    private record Suggestion(double rate, double loss) {}

    @Override
    public @Nullable Diagnosis look(Run run) {
        if (!run.descends() || !run.learns() || !run.job().zeroGrad()) {
            return null;
        }
        Sign sign = sign(run);
        return sign == null ? null : diagnosis(run, sign);
    }

    private static @Nullable Sign sign(Run run) {
        LossChange loss = run.loss();
        double size = Math.abs(loss.before());
        if (!Double.isFinite(size)) {
            return null;
        }
        double rounding = LossChange.rounding(run.job());
        double falls = loss.before() - Math.max(FALLS * size, rounding);
        boolean rises = run.isFullBatch() && run.isPlainSgd() && Bounces.rises(run);
        boolean fell = loss.after() < loss.before() - BETTER * size;
        if (!fell && moved(run) && NotFinite.overflowed(run)) {
            String words = "The numbers grew until step " + (run.result().steps() + 1) + " left the finite range";
            return new Sign(words, falls, rises, true);
        }
        if (!loss.isKnown()) {
            return null;
        }
        double growth = (run.isFullBatch() ? GREW : GREW_IN_BATCHES) * size;
        if (-loss.fall() > Math.max(growth, rounding)) {
            String words = "The loss grew from " + Numerals.of(loss.before()) + " to " + Numerals.of(loss.after());
            return new Sign(words, falls, rises, true);
        }
        if (rises) {
            String words = "After it had fallen the loss grew again, step after step, to " + Numerals.of(loss.after());
            return new Sign(words, Math.min(loss.before(), loss.after()), true, true);
        }
        return run.isFullBatch() ? bounces(run) : null;
    }

    /** Returns whether an update was computed: before the first one no rate has any effect. */
    private static boolean moved(Run run) {
        Divergence divergence = run.result().divergence();
        return run.steps() > 0 || (divergence != null && divergence.kind() == Divergence.Kind.UPDATE);
    }

    private static @Nullable Sign bounces(Run run) {
        if (!Bounces.alternates(run) && !Bounces.swings(run)) {
            return null;
        }
        LossChange loss = run.loss();
        double below = loss.after() - BETTER * Math.abs(loss.before());
        String words = "The loss bounces instead of falling: it was " + Numerals.of(loss.before()) + " at first and "
                + Numerals.of(loss.after()) + " at the end";
        return new Sign(words, Math.min(loss.before(), below), false, false);
    }

    private static @Nullable Diagnosis diagnosis(Run run, Sign sign) {
        DoubleSummaryStatistics rates = run.rates();
        double highest = rates.getMax();
        double rate = run.learningRate();
        if (!(rates.getMin() >= 0) || !(highest > 0) || !(rate > 0) || Double.isInfinite(highest)) {
            return null;
        }
        double sharpness = sharpness(run);
        double limit = sharpness > 0 ? 1 / sharpness * (rate / highest) : Double.POSITIVE_INFINITY;
        double guess = Numerals.roundedDown(Math.min(limit, sharpness > 0 ? rate / 2 : rate / 4));
        long steps = Math.min(TRIAL_STEPS, run.affordableSteps(DIVISORS.length));
        Suggestion suggestion = steps < 1 ? null : suggestion(run, guess, steps, sign.below());
        if (suggestion == null && !sign.certain() && (steps >= 1 || !sign.strong())) {
            return null;
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        var message = new StringBuilder(sign.words() + ": the learning rate " + Numerals.of(rate));
        numbers.put("learningRate", rate);
        if (highest > rate) {
            message.append(", which the schedule raises to ")
                    .append(Numerals.of(highest))
                    .append(',');
            numbers.put("highestLearningRate", highest);
        }
        message.append(" is too large.");
        numbers.put("firstLoss", run.loss().before());
        if (Double.isFinite(run.loss().after())) {
            numbers.put("lastLoss", run.loss().after());
        }
        if (sharpness > 0) {
            numbers.put("sharpness", sharpness);
            numbers.put("learningRateLimit", 2 / sharpness);
            message.append(" At the initial weights the curvature of the loss is ")
                    .append(Numerals.of(sharpness));
            message.append(", so gradient descent diverges at rates above 2 / ").append(Numerals.of(sharpness));
            message.append(" = ").append(Numerals.of(2 / sharpness)).append('.');
        }
        if (suggestion != null) {
            numbers.put("suggestedLearningRate", suggestion.rate());
            message.append(" With ").append(Numerals.of(suggestion.rate())).append(" it falls from ");
            message.append(Numerals.of(run.loss().before())).append(" to ").append(Numerals.of(suggestion.loss()));
            message.append(" in ").append(steps).append(steps == 1 ? " step." : " steps.");
        } else if (steps < 1 && guess > 0) {
            numbers.put("suggestedLearningRate", guess);
            message.append(" Try ").append(Numerals.of(guess)).append('.');
        }
        return new Diagnosis("learningRateTooLarge", message.toString(), numbers);
    }

    /** Returns the largest curvature at the initial weights, or 0 where it is not known or does not limit the rate alone. */
    private static double sharpness(Run run) {
        int products = Math.min(PRODUCTS, run.affordableEvaluations() / 8);
        if (!run.isPlainSgd() || !run.isFullBatch() || products < 10) {
            return 0;
        }
        var hessian = new HessianProduct(run.job(), products);
        hessian.at(run.start().parameters());
        Curvature curvature = Curvature.of(hessian, Curvature.Effort.of(products));
        return curvature == null || !Double.isFinite(2 / curvature.eigenvalue()) ? 0 : curvature.eigenvalue();
    }

    /** Returns the first of some smaller rates with which the loss was seen to get low enough, or null. */
    private static @Nullable Suggestion suggestion(Run run, double first, long steps, double below) {
        double guess = first;
        for (double divisor : DIVISORS) {
            guess = divisor == 1 ? guess : Numerals.roundedDown(guess / divisor);
            if (!(guess > 0)) {
                return null;
            }
            double loss = TrialRun.of(run, guess / run.learningRate(), steps).loss();
            if (loss < below) {
                return new Suggestion(guess, loss);
            }
        }
        return null;
    }
}
