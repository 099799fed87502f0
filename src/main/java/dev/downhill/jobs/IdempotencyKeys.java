package dev.downhill.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What was sent with which {@code Idempotency-Key}, so that a request that is sent again makes no second job (the IETF's
 * draft "The Idempotency-Key HTTP Header Field").
 */
@Component
final class IdempotencyKeys {
    private static final int LONGEST = 255;

    private final Cache<Key, Sent> recent;

    IdempotencyKeys(JobsProperties properties) {
        this.recent = Caffeine.newBuilder()
                .maximumSize(properties.stored())
                .expireAfterWrite(properties.retention())
                .build();
    }

    private record Key(String client, String text) {}

    /** @param digest SHA-256 of what was sent, which is not kept itself */
    private record Sent(String digest, String jobId) {}

    /**
     * Returns the id of the job that a key stands for; of a new one at the key's first use.
     *
     * @param submit makes the job; where it throws, the key is not used up
     * @throws IdempotencyKeyReused if the key came with another body before
     */
    String jobOf(String client, String key, JsonNode body, Supplier<Job> submit) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw new BadParameter("Idempotency-Key", "a key has 1 to " + LONGEST + " characters");
        }
        String digest = digest(body);
        Sent sent = recent.get(
                new Key(client, key), unused -> new Sent(digest, submit.get().id()));
        if (!sent.digest().equals(digest)) {
            throw new IdempotencyKeyReused(key);
        }
        return sent.jobId();
    }

    private static String digest(JsonNode body) {
        try {
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
