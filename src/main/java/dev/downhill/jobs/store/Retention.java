package dev.downhill.jobs.store;

import dev.downhill.jobs.JobMetrics;
import dev.downhill.jobs.JobStore;
import dev.downhill.jobs.JobsProperties;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets ended jobs leave when they have been kept for long enough. */
@Component
@EnableScheduling
final class Retention {
    private final JobStore store;
    private final JobsProperties properties;
    private final Clock clock;

    Retention(JobStore store, JobsProperties properties, JobMetrics metrics, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
        metrics.watchStore(store);
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void removeOld() {
        store.removeEndedBefore(clock.instant().minus(properties.retention()));
    }
}
