package dev.downhill.training.evaluation;

import dev.downhill.engine.loss.Targets;
import org.jspecify.annotations.Nullable;

/** Counts the right predictions. */
public final class Accuracy {
    private Accuracy() {}

    /**
     * Returns the share of rows whose class is right, between 0 and 1. A row with an output that is not a number counts
     * as wrong.
     *
     * @param targets gives the decision that an output stands for.
     * @param outputs what the model gives, row after row.
     * @param expected the target of each row.
     * @return null where the targets are no classes.
     */
    public static @Nullable Double of(Targets targets, double[] outputs, double[] expected) {
        if (targets == Targets.NUMBERS) {
            return null;
        }
        int width = outputs.length / expected.length;
        int right = 0;
        for (int i = 0; i < expected.length; i++) {
            double y = expected[i];
            boolean hit = switch (targets) {
                case PROBABILITY -> (outputs[i] >= 0.5) == (y >= 0.5);
                case LOGIT -> (outputs[i] > 0) == (y >= 0.5);
                case MARGIN -> (outputs[i] > 0) == (y > 0);
                case CLASSES -> greatest(outputs, i * width, width) == (int) y;
                case NUMBERS -> false;
            };
            right += hit && areNumbers(outputs, i * width, width) ? 1 : 0;
        }
        return (double) right / expected.length;
    }

    private static boolean areNumbers(double[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (Double.isNaN(values[i])) {
                return false;
            }
        }
        return true;
    }

    static int greatest(double[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }
}
