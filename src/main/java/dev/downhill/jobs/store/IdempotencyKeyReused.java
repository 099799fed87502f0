package dev.downhill.jobs.store;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** An idempotency key came with another body than before. */
public final class IdempotencyKeyReused extends Refusal {
    private static final long serialVersionUID = 1L;

    /** @param key the key of both requests */
    public IdempotencyKeyReused(String key) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "The idempotency key belongs to another request",
                "the key '" + key + "' was already used with another specification");
    }
}
