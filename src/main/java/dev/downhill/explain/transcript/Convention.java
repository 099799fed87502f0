package dev.downhill.explain.transcript;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A convention of the lines of a training loop.
 *
 * @param firstStep how the first step is numbered, 0 or 1
 * @param parameters when the weights are printed: before the step's update or after it
 * @param loss which loss is printed
 */
public record Convention(int firstStep, Moment parameters, LossKind loss) {

    /** The moment in a step at which a number is printed. */
    public enum Moment {
        AFTER_UPDATE("afterUpdate", "after the update"),
        BEFORE_UPDATE("beforeUpdate", "before the update");

        private final String text;
        private final String words;

        Moment(String text, String words) {
            this.text = text;
            this.words = words;
        }

        @JsonValue
        public String text() {
            return text;
        }

        /** Returns it as a phrase. */
        String words() {
            return words;
        }
    }

    /** The kind of loss of a step or of an epoch. */
    public enum LossKind {
        /** The loss of the step's forward pass. */
        BEFORE_UPDATE("beforeUpdate", "before the update"),
        /** The loss over all rows with the weights after the update. */
        AFTER_UPDATE("afterUpdate", "after the update"),
        /** The mean over the batches of the epoch. */
        EPOCH_MEAN("epochMean", "as the mean over the epoch's batches"),
        /** The mean over the rows of the epoch, each by its batch's loss. */
        EPOCH_ROW_MEAN("epochRowMean", "as the mean over the epoch's rows"),
        /** The sum over the batches of the epoch. */
        EPOCH_SUM("epochSum", "as the sum over the epoch's batches"),
        /** The mean over the steps since the line before. */
        RUNNING_MEAN("runningMean", "as the mean over the steps since the line before"),
        /** The loss of the step's batch with the weights after the update. */
        BATCH_AFTER_UPDATE("batchAfterUpdate", "over the step's batch after the update"),
        /** The loss over all rows with the weights before the update. */
        ALL_ROWS_BEFORE_UPDATE("allRowsBeforeUpdate", "over all rows before the update"),
        /** The loss over the test rows with the weights after the update. */
        TEST_ROWS("testRows", "over the test rows after the update");

        /** The kinds that a printout means unless several of its lines say otherwise. */
        static final List<LossKind> USUAL = List.of(BEFORE_UPDATE, AFTER_UPDATE, EPOCH_MEAN);

        private final String text;
        private final String words;

        LossKind(String text, String words) {
            this.text = text;
            this.words = words;
        }

        @JsonValue
        public String text() {
            return text;
        }

        /** Returns it as a phrase. */
        String words() {
            return words;
        }
    }

    /** Returns everything that lines usually mean, the most usual first. */
    static List<Convention> usual() {
        List<Convention> all = new ArrayList<>();
        for (int firstStep : new int[] {1, 0}) {
            for (LossKind loss : LossKind.USUAL) {
                for (Moment moment : Moment.values()) {
                    all.add(new Convention(firstStep, moment, loss));
                }
            }
        }
        return all;
    }
}
