package dev.downhill.engine.autograd;

import java.util.function.LongConsumer;

/**
 * What must be asked before memory is allocated.
 *
 * <p>Code that computes an answer for somebody runs {@linkplain #within within} an allowance; whoever allocates much, such as an
 * {@link Interpreter}, {@linkplain #take takes} the bytes from it first. Outside of one everything is allowed.
 */
public final class Allowance {
    private static final ScopedValue<LongConsumer> BYTES = ScopedValue.newInstance();

    /** A node, and its entries in the maps and lists of those who compute it. */
    public static final long BYTES_PER_NODE = 600;

    private Allowance() {}

    /** Work that is done within an allowance. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T call() throws X;
    }

    /**
     * Returns what some work gives.
     *
     * @param bytes is told how many bytes the work is about to allocate, and throws where it may not
     */
    public static <T, X extends Exception> T within(LongConsumer bytes, Work<T, X> work) throws X {
        return ScopedValue.where(BYTES, bytes).call(work::call);
    }

    /** Asks for bytes that are about to be allocated; they are held until the work ends. */
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
