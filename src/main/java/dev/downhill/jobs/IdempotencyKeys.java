package dev.downhill.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
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
     * Returns the job that a key stands for; a new one at the key's first use, and after its job has been deleted or evicted.
     *
     * @param find finds a job that is kept
     * @param submit makes the job; where it throws, the key is not used up
     * @throws IdempotencyKeyReused if the key came with another body before
     */
    Job jobOf(String client, String key, JsonNode body, Function<String, Optional<Job>> find, Supplier<Job> submit) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw new BadParameter("Idempotency-Key", "a key has 1 to " + LONGEST + " characters");
        }
        String digest = digest(body);
        var answer = new AtomicReference<Job>();
        recent.asMap().compute(new Key(client, key), (unused, before) -> {
            Optional<Job> earlier = before == null ? Optional.empty() : find.apply(before.jobId());
            if (before != null && earlier.isPresent() && !before.digest().equals(digest)) {
                throw new IdempotencyKeyReused(key);
            }
            Job job = earlier.orElseGet(submit);
            answer.set(job);
            return new Sent(digest, job.id());
        });
        return answer.get();
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
