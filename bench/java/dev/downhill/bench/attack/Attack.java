package dev.downhill.bench.attack;

/**
 * Something that a client does to the service.
 *
 * @param name a word that the command line takes
 * @param sends the requests, in a few words
 */
record Attack(String name, String sends, Work work) {
    /** What is done; it returns when all is sent and answered. */
    @FunctionalInterface
    interface Work {
        void on(Scene scene) throws Exception;
    }
}
