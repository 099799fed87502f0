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
            boolean hit = found(targets, outputs, i * width, width) == expected(targets, expected[i]);
            right += hit && areNumbers(outputs, i * width, width) ? 1 : 0;
        }
        return (double) right / expected.length;
    }

    /** Returns the class, from 0, that a target stands for. */
    static int expected(Targets targets, double target) {
        return switch (targets) {
            case PROBABILITY, LOGIT -> target >= 0.5 ? 1 : 0;
            case MARGIN -> target > 0 ? 1 : 0;
            case CLASSES -> (int) target;
            case NUMBERS -> throw new IllegalArgumentException("numbers are no classes");
        };
    }

    /** Returns the class, from 0, that the outputs from a place on stand for. */
    static int found(Targets targets, double[] outputs, int from, int count) {
        return switch (targets) {
            case PROBABILITY -> outputs[from] >= 0.5 ? 1 : 0;
            case LOGIT, MARGIN -> outputs[from] > 0 ? 1 : 0;
            case CLASSES -> greatest(outputs, from, count);
            case NUMBERS -> throw new IllegalArgumentException("numbers are no classes");
        };
    }

    static boolean areNumbers(double[] values, int from, int count) {
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
