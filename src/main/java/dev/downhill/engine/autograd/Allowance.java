package dev.downhill.engine.autograd;

import java.util.function.LongConsumer;

/**
 * A permission to allocate memory, which code takes before it allocates.
 *
 * <p>Code that computes an answer runs {@linkplain #within within} an allowance. Code that allocates much, such as an
 * {@link Interpreter}, {@linkplain #take takes} the bytes from it first. Outside of an allowance there is no limit.
 */
public final class Allowance {
    private static final ScopedValue<LongConsumer> BYTES = ScopedValue.newInstance();

    /** A node, and its entries in the maps and lists of those who compute it. */
    public static final long BYTES_PER_NODE = 600;

    private Allowance() {}

    /**
     * Work that is done within an allowance.
     *
     * @param <T> the result
     * @param <X> the exception that the work may throw
     */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        /** Does the work and returns its result. */
        T call() throws X;
    }

    /**
     * Returns the result of some work, which runs on the calling thread. An allowance within another takes its place.
     *
     * @param bytes receives the number of bytes that the work is about to allocate, and throws if that is too much
     * @throws X if the work does
     */
    public static <T, X extends Exception> T within(LongConsumer bytes, Work<T, X> work) throws X {
        return ScopedValue.where(BYTES, bytes).call(work::call);
    }

    /**
     * Memory that one work after another takes and gives back: only the most that one of them takes is held. For works whose
     * results are dropped before the next begins.
     */
    public static final class Reused {
        private long held;

        /**
         * Returns the result of some work.
         *
         * @throws X if the work does
         */
        public <T, X extends Exception> T within(Work<T, X> work) throws X {
            if (!BYTES.isBound()) {
                return work.call();
            }
            LongConsumer outer = BYTES.get();
            long[] taken = new long[1];
            return Allowance.within(
                    bytes -> {
                        taken[0] += bytes;
                        if (taken[0] > held) {
                            outer.accept(taken[0] - held);
                            held = taken[0];
                        }
                    },
                    work);
        }
    }

    /**
     * Asks for bytes that are about to be allocated; they are held until the work ends. Without an allowance nothing
     * happens.
     *
     * @throws RuntimeException the exception by which the allowance refuses
     */
    public static void take(long bytes) {
        if (BYTES.isBound()) {
            BYTES.get().accept(bytes);
        }
    }

    /** Asks for a value that a graph holds before it runs: results of constants are computed while it is built. */
    static void take(Shape shape) {
        if (shape.size() > 1) {
            take((long) shape.size() * Double.BYTES);
        }
    }

    /** Asks for the values of all nodes of a graph, in double precision. */
    static void take(Graph graph) {
        if (BYTES.isBound()) {
            long numbers = graph.nodes().stream()
                    .mapToLong(node -> node.shape().size())
                    .sum();
            BYTES.get()
                    .accept(numbers * Double.BYTES
                            + BYTES_PER_NODE * graph.nodes().size());
        }
    }
}
