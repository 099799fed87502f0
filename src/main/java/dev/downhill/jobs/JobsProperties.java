package dev.downhill.jobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How many jobs there may be, and for how long.
 *
 * @param threads how many jobs run at once; 0 for as many as there are cores
 * @param queueLength how many jobs may wait for a thread
 * @param retryAfter what a client is told to wait when the queue is full
 * @param maxRunTime after how long a run ends with the outcome {@code timedOut}
 * @param stored how many jobs are kept
 * @param storedBytes about how many bytes the kept jobs may take
 */
@Validated
@ConfigurationProperties("downhill.jobs")
record JobsProperties(
        @DefaultValue("0") @Min(0) @Max(1024) int threads,
        @DefaultValue("1000") @Min(1) int queueLength,
        @DefaultValue("1s") Duration retryAfter,
        @DefaultValue("60s") Duration maxRunTime,
        @DefaultValue("10000") @Min(1) int stored,
        @DefaultValue("256MB") DataSize storedBytes) {

    int threadCount() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
