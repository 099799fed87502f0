package dev.downhill.data;

/**
 * The memory that a reader may allocate for the data that it reads.
 *
 * <p>A reader takes bytes before it allocates, so that a small request for large data is refused before it costs anything.
 */
@FunctionalInterface
public interface ReadingAllowance {
    /** An unlimited allowance, for data of the service itself. */
    ReadingAllowance UNLIMITED = bytes -> {};

    /**
     * Takes bytes.
     *
     * @throws RuntimeException if fewer bytes are left, or if no request waits for the data any more; the reader must not
     *     catch it
     */
    void take(long bytes);
}
