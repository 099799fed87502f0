package dev.downhill.explain.transcript;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What a line of a training loop can mean.
 *
 * @param firstStep how the first step is numbered, 0 or 1
 * @param parameters when the weights are printed: before the step's update or after it
 * @param loss which loss is printed
 */
public record Convention(int firstStep, Moment parameters, LossKind loss) {

    /** Where in a step a number is printed. */
    public enum Moment {
        AFTER_UPDATE("afterUpdate"),
        BEFORE_UPDATE("beforeUpdate");

        private final String text;

        Moment(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }
    }

    /** Which loss of a step, or of an epoch. */
    public enum LossKind {
        /** That of the step's forward pass. */
        BEFORE_UPDATE("beforeUpdate"),
        /** That over all rows with the weights after the update. */
        AFTER_UPDATE("afterUpdate"),
        /** The mean over the batches of the epoch. */
        EPOCH_MEAN("epochMean");

        private final String text;

        LossKind(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }
    }

    /** Returns everything that lines can mean, the most usual first. */
    static List<Convention> all() {
        List<Convention> all = new ArrayList<>();
        for (int firstStep : new int[] {1, 0}) {
            for (LossKind loss : LossKind.values()) {
                for (Moment moment : Moment.values()) {
                    all.add(new Convention(firstStep, moment, loss));
                }
            }
        }
        return all;
    }
}
