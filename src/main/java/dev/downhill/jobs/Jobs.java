package dev.downhill.jobs;

import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.Limits;
import dev.downhill.training.specification.SpecificationReader;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The jobs of this service: submitted here, found here. */
@Component
final class Jobs {
    private static final int ID_BYTES = 16;

    private final SpecificationReader reader;
    private final JobStore store;
    private final JobRunner runner;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong submitted = new AtomicLong();

    Jobs(Limits limits, JobStore store, JobRunner runner, Clock clock) {
        this.reader = new SpecificationReader(limits);
        this.store = store;
        this.runner = runner;
        this.clock = clock;
    }

    /**
     * Returns a new job, stored and in the queue.
     *
     * @throws dev.downhill.training.fault.InvalidSpecification if it cannot run
     * @throws QueueFull if too many are waiting already; nothing is stored then
     */
    Job submit(JsonNode json) {
        JobSpecification specification = reader.read(json);
        var job = new Job(newId(), submitted.incrementAndGet(), specification, clock.instant());
        store.add(job);
        try {
            runner.submit(job);
        } catch (QueueFull e) {
            store.remove(job);
            throw e;
        }
        return job;
    }

    /** @throws JobNotFound if there is none of that id */
    Job get(String id) {
        return store.find(id).orElseThrow(() -> new JobNotFound(id));
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
