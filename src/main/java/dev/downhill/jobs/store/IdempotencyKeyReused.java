package dev.downhill.jobs.store;

/** An idempotency key came with another body than before. */
public final class IdempotencyKeyReused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IdempotencyKeyReused(String key) {
        super("the key '" + key + "' was used with another specification before");
    }
}
