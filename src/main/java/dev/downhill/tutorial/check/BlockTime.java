package dev.downhill.tutorial.check;

/** The time that the training and the comparison of one block may take. */
@FunctionalInterface
public interface BlockTime {
    /** No bound of its own. */
    BlockTime UNLIMITED = Runnable::run;

    /**
     * Does some work.
     *
     * @throws TookTooLong if the work was interrupted because its time was over
     */
    void within(Runnable work);

    /** Thrown for work whose time was over. */
    final class TookTooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param message how long it may take */
        public TookTooLong(String message) {
            super(message);
        }
    }
}
