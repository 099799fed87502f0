package dev.downhill.specification;

/**
 * The rule that ends a run before its last step, and that chooses its final parameters.
 *
 * @param lossBelow as soon as a step's loss is below this; negative infinity for never
 * @param patience after so many steps without a better value of what it monitors; 0 for never
 * @param minDelta by how much a value must be better than the best so far to count as better
 * @param monitor what it monitors
 * @param restoreBest whether the final parameters are those of the best value
 */
public record StopRule(double lossBelow, long patience, double minDelta, Monitor monitor, boolean restoreBest) {
    /** A rule that ends no run. */
    public static final StopRule NONE = new StopRule(Double.NEGATIVE_INFINITY, 0, 0, Monitor.LOSS, false);

    /** The quantity that a rule monitors. */
    public enum Monitor {
        /** The loss that each step's forward pass computes on its batch. */
        LOSS("loss"),
        /** The loss over the test rows, at the end of each epoch. */
        TEST_LOSS("testLoss"),
        /** The accuracy over the test rows, at the end of each epoch. */
        TEST_ACCURACY("testAccuracy");

        private final String text;

        Monitor(String text) {
            this.text = text;
        }

        /** Returns the name in JSON. */
        public String text() {
            return text;
        }
    }

    /** Returns whether it looks at the loss of every step. */
    public boolean watchesSteps() {
        return monitor == Monitor.LOSS && (patience > 0 || restoreBest);
    }

    /** Returns whether it looks at the test rows. */
    public boolean watchesTestRows() {
        return monitor != Monitor.LOSS && (patience > 0 || restoreBest);
    }
}
