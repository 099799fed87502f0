package dev.downhill.jobs.store;

import dev.downhill.config.KeptInMemory;
import dev.downhill.jobs.JobQueue;
import dev.downhill.jobs.JobStore;
import dev.downhill.jobs.JobsProperties;
import dev.downhill.memory.MemoryBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps jobs in memory, which is the default. */
@Configuration(proxyBeanMethods = false)
@KeptInMemory
class InMemoryConfiguration {
    private static final Logger log = LoggerFactory.getLogger(InMemoryConfiguration.class);

    @Bean
    JobStore jobStore(JobsProperties properties, MemoryBudget budget) {
        log.info("Jobs are kept in memory until the service stops (downhill.store=memory)");
        return new InMemoryJobStore(properties, budget);
    }

    @Bean
    JobQueue jobQueue() {
        return new InMemoryJobQueue();
    }

    @Bean
    IdempotencyKeys idempotencyKeys(JobsProperties properties, JobStore store) {
        return new InMemoryIdempotencyKeys(properties, store);
    }
}
