package dev.downhill.data;

/**
 * The memory that a reader may allocate for what it reads.
 *
 * <p>A reader takes bytes before it allocates, so that a small request for large data is refused before it costs anything.
 */
@FunctionalInterface
public interface ReadingAllowance {
    /** Any number of bytes, for what the service itself reads. */
    ReadingAllowance UNLIMITED = bytes -> {};

    /**
     * Takes bytes.
     *
     * @throws RuntimeException if there are not so many left, or if nobody waits for what is read any more; the reader lets it
     *     pass
     */
    void take(long bytes);
}
