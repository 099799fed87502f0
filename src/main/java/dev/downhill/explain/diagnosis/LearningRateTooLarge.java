package dev.downhill.explain.diagnosis;

import dev.downhill.explain.landscape.Curvature;
import dev.downhill.explain.landscape.HessianProduct;
import dev.downhill.training.Track;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps go so far beyond the bottom that the loss grows, or bounces from side to side. */
final class LearningRateTooLarge implements Symptom {
    private static final int TRIAL_STEPS = 50;
    private static final int TRIALS = 5;
    private static final int PRODUCTS = 100;

    /** By what factor a loss grew; one of a batch varies by itself. */
    private static final double GREW = 1.01;

    private static final double GREW_FOR_BATCHES = 2;

    /** A loss that fell to less than this share of the first was not kept from falling. */
    private static final double STUCK = 0.9;

    private static final int LOOKED_AT = 1000;

    @Override
    public @Nullable Diagnosis look(Run run) {
        if (!run.descends() || !run.job().zeroGrad() || run.learningRate() <= 0) {
            return null;
        }
        String what = sign(run);
        return what == null ? null : diagnosis(run, what);
    }

    private static @Nullable String sign(Run run) {
        if (NotFinite.overflowed(run)) {
            return "The numbers grew until step " + (run.result().steps() + 1) + " left the finite range";
        }
        if (run.points() < 2) {
            return null;
        }
        double first = run.firstLoss();
        double last = run.lastLoss();
        double growth = (run.isFullBatch() ? GREW : GREW_FOR_BATCHES) - 1;
        if (last - first > growth * Math.abs(first)) {
            return "The loss grew from " + Figure.of(first) + " to " + Figure.of(last);
        }
        if (run.isFullBatch() && (alternates(run) || swings(run))) {
            return "The loss bounces instead of falling: it was " + Figure.of(first) + " at first and "
                    + Figure.of(last) + " at the end";
        }
        return null;
    }

    /** Whether each of the last steps went back to where the one before came from, and all got hardly anywhere. */
    private static boolean alternates(Run run) {
        int last = run.points() - 1;
        if (last < 3
                || run.lastLoss() < STUCK * run.firstLoss()
                || run.trajectory().gradients().isEmpty()) {
            return false;
        }
        for (int point = last; point > Math.max(0, last - 10); point--) {
            boolean neighbours =
                    run.trajectory().step(point) == run.trajectory().step(point - 1) + 1;
            if (!neighbours || dot(run.trajectory().gradients(), point, point - 1) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static double dot(List<Track> gradients, int a, int b) {
        double sum = 0;
        for (Track gradient : gradients) {
            if (gradient.detail() == Track.Detail.ALL) {
                for (int i = 0; i < gradient.width(); i++) {
                    sum += gradient.value(a, i) * gradient.value(b, i);
                }
            }
        }
        return sum;
    }

    /** Whether in the second half of the run the loss rises again and again and its highest values do not come down. */
    private static boolean swings(Run run) {
        int points = run.points();
        int from = Math.max(points / 2, points - LOOKED_AT);
        int middle = (from + points) / 2;
        if (points - from < 8) {
            return false;
        }
        int rises = 0;
        double least = Double.POSITIVE_INFINITY;
        double highestBefore = 0;
        double highestAfter = 0;
        for (int point = from; point < points; point++) {
            double loss = run.trajectory().loss(point);
            least = Math.min(least, loss);
            if (point < middle) {
                highestBefore = Math.max(highestBefore, loss);
            } else {
                highestAfter = Math.max(highestAfter, loss);
            }
            rises += point > from && loss > run.trajectory().loss(point - 1) ? 1 : 0;
        }
        return rises > 0.3 * (points - from)
                && highestAfter > 1.1 * least
                && highestAfter > STUCK * highestBefore
                && highestAfter > 1e-6 * run.firstLoss();
    }

    private static Diagnosis diagnosis(Run run, String what) {
        double rate = run.learningRate();
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("learningRate", rate);
        if (run.points() > 0) {
            numbers.put("firstLoss", run.firstLoss());
            numbers.put("lastLoss", run.lastLoss());
        }
        var message = new StringBuilder(what + ": the learning rate " + Figure.of(rate) + " is too large.");
        double sharpness = sharpness(run);
        if (sharpness > 0) {
            numbers.put("sharpness", sharpness);
            numbers.put("learningRateLimit", 2 / sharpness);
            message.append(" Where the run began the loss curves by ").append(Figure.of(sharpness));
            message.append(", so gradient descent grows beyond 2 / ").append(Figure.of(sharpness));
            message.append(" = ").append(Figure.of(2 / sharpness)).append('.');
        }
        suggest(run, sharpness, numbers, message);
        return new Diagnosis("learningRateTooLarge", message.toString(), numbers);
    }

    /** Returns the largest curvature at the initial weights, or 0 where it is not known or says nothing of this optimizer. */
    private static double sharpness(Run run) {
        int products = Math.min(PRODUCTS, run.affordableEvaluations() / 8);
        if (!run.isPlainSgd() || products < 10) {
            return 0;
        }
        var hessian = new HessianProduct(run.job(), products);
        hessian.at(run.initialWeights());
        Curvature curvature = Curvature.of(hessian, Curvature.Effort.of(products));
        return curvature == null || !Double.isFinite(2 / curvature.eigenvalue()) ? 0 : curvature.eigenvalue();
    }

    /** Suggests a rate with which the loss was seen to fall. */
    private static void suggest(Run run, double sharpness, Map<String, Object> numbers, StringBuilder message) {
        double rate = run.learningRate();
        double guess = Figure.roundedDown(sharpness > 0 ? Math.min(1 / sharpness, rate / 2) : rate / 4);
        long steps = Math.min(TRIAL_STEPS, run.affordableSteps(TRIALS));
        if (steps < 1) {
            message.append(" Try ").append(Figure.of(guess)).append('.');
            numbers.put("suggestedLearningRate", guess);
            return;
        }
        double first = Trial.of(run.job(), 0, 1).loss();
        for (int i = 0; i < TRIALS; i++, guess = Figure.roundedDown(guess / 5)) {
            double loss = Trial.of(run.job(), guess / rate, steps).loss();
            if (first - loss > 0.001 * Math.abs(first)) {
                numbers.put("suggestedLearningRate", guess);
                message.append(" With ").append(Figure.of(guess)).append(" it falls from ");
                message.append(Figure.of(first)).append(" to ").append(Figure.of(loss));
                message.append(" in ").append(steps).append(steps == 1 ? " step." : " steps.");
                return;
            }
        }
    }
}
