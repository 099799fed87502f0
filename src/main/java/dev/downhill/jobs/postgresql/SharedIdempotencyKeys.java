package dev.downhill.jobs.postgresql;

import dev.downhill.database.Database;
import dev.downhill.database.DatabaseUnavailable;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.store.IdempotencyKeyReused;
import dev.downhill.jobs.store.IdempotencyKeys;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * The keys of requests as rows, which go with their jobs. If two processes receive the same key at the same time, the job of
 * the second is dropped.
 */
final class SharedIdempotencyKeys implements IdempotencyKeys {
    private final Database database;
    private final PostgresJobStore store;

    SharedIdempotencyKeys(Database database, PostgresJobStore store) {
        this.database = database;
        this.store = store;
    }

    private record Use(String digest, String job) {}

    @Override
    public Job jobOf(String client, String key, JsonNode body, Supplier<Job> submit) {
        IdempotencyKeys.check(key);
        String plain = key.replace('\0', '\uFFFD');
        String digest = IdempotencyKeys.digest(body);
        Optional<Job> earlier = earlier(client, plain, digest);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Job job = submit.get();
        int first = database.run(statements -> statements
                .sql("""
                        INSERT INTO idempotency_key (client, key, digest, job) VALUES (:client, :key, :digest, :job)
                        ON CONFLICT DO NOTHING
                        """)
                .param("client", client)
                .param("key", plain)
                .param("digest", digest)
                .param("job", job.id())
                .update());
        if (first > 0) {
            return job;
        }
        store.remove(job);
        return earlier(client, plain, digest).orElseThrow(DatabaseUnavailable::new);
    }

    private Optional<Job> earlier(String client, String key, String digest) {
        Optional<Use> use = database.run(statements -> statements
                .sql("SELECT digest, job FROM idempotency_key WHERE client = :client AND key = :key")
                .param("client", client)
                .param("key", key)
                .query((row, unused) -> new Use(row.getString("digest"), row.getString("job")))
                .optional());
        Optional<Job> job = use.flatMap(found -> store.find(found.job()));
        if (job.isPresent() && !use.get().digest().equals(digest)) {
            throw new IdempotencyKeyReused(key);
        }
        return job;
    }
}
