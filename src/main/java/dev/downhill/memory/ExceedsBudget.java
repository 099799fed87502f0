package dev.downhill.memory;

/** Thrown for more bytes than a holder can ever have. */
public class ExceedsBudget extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long bytes;
    private final long limit;

    ExceedsBudget(Holder holder, long bytes, long limit) {
        this(
                bytes,
                limit,
                "This needs " + Megabytes.of(bytes) + " of memory, but " + holder.text() + " may take "
                        + Megabytes.of(limit) + " at most");
    }

    protected ExceedsBudget(long bytes, long limit, String message) {
        super(message);
        this.bytes = bytes;
        this.limit = limit;
    }

    /** Returns the requested bytes. */
    public long bytes() {
        return bytes;
    }

    /** Returns the most bytes that the holder can have. */
    public long limit() {
        return limit;
    }
}
