package dev.downhill.jobs.store;

import dev.downhill.api.BadParameter;
import dev.downhill.jobs.Job;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The requests that were sent with an {@code Idempotency-Key}, so that a repeated request creates no second job. See
 * the IETF's draft "The Idempotency-Key HTTP Header Field".
 */
public interface IdempotencyKeys {
    /** The greatest number of characters of a key. */
    int LONGEST = 255;

    /**
     * Returns the job that a key stands for; a new one at the key's first use, and after its job has been deleted or evicted.
     *
     * @param submit makes the job; where it throws, the key is not used up
     * @throws IdempotencyKeyReused if the key came with another body before
     */
    Job jobOf(String client, String key, JsonNode body, Supplier<Job> submit);

    /** @throws BadParameter if a text is not a key */
    static void check(String key) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw new BadParameter("Idempotency-Key", "a key has 1 to " + LONGEST + " characters");
        }
    }

    /** Returns the SHA-256 of a body, which is not kept itself. */
    static String digest(JsonNode body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new JsonMapper().writeValue(new DigestOutputStream(OutputStream.nullOutputStream(), digest), body);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
