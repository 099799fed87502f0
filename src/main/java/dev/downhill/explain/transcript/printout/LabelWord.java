package dev.downhill.explain.transcript.printout;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The unit that a label counts: a label is a number for the position of a line in the run. */
public enum LabelWord {
    EPOCH,
    STEP,
    BATCH,
    /** Rows seen in the epoch. */
    ROWS,
    /** Steps or epochs, it does not say which. */
    UNKNOWN;

    /** Returns what a word counts, or null where it counts nothing. */
    static @Nullable LabelWord of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "epoch", "epochs", "ep" -> EPOCH;
            case "step", "steps", "iter", "iters", "iteration", "iterations", "itr", "update", "updates" -> STEP;
            case "batch", "batches", "minibatch" -> BATCH;
            case "progress", "round", "rounds" -> UNKNOWN;
            default -> null;
        };
    }

    /** Returns whether a letter often counts steps. */
    static boolean isCounter(String word) {
        return switch (word) {
            case "i", "t", "k", "it", "idx" -> true;
            default -> false;
        };
    }

    /** Returns whether a word is in the plural: how many there are, or after how many. */
    static boolean isPlural(String word) {
        return of(word) != null
                && word.toLowerCase(Locale.ROOT).endsWith("s")
                && !word.toLowerCase(Locale.ROOT).equals("progress");
    }
}
