package dev.downhill.jobs;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of jobs.
 *
 * @param threads the number of jobs that run at once in each of the two lanes; 0 for as many as there are cores
 * @param shortWork the longest estimated run of a job in the lane of short jobs; 0 for none
 * @param queueLength the greatest number of jobs that wait for a thread in each lane
 * @param clientShare the share of the places left by others that the jobs of one client may take in each lane
 * @param retryAfter the wait in {@code Retry-After} when the queue is full
 * @param maxRunTime the time after which a run ends with the outcome {@code timedOut}
 * @param readers the greatest number of readers of event streams
 * @param shutdownGrace the time for which runs may continue when the service stops
 * @param retention the time for which an ended job is kept
 * @param stored the greatest number of kept jobs
 * @param storedBytes the greatest number of bytes of the kept jobs; 0 for the share of ended jobs in the memory budget
 */
@Validated
@ConfigurationProperties("downhill.jobs")
public record JobsProperties(
        @DefaultValue("0") @Min(0) @Max(1024) int threads,

        @DefaultValue("250ms") @DurationMin @DurationMax(days = MOST_DAYS)
        Duration shortWork,

        @DefaultValue("1000") @Min(1) @Max(1_000_000) int queueLength,

        @DefaultValue("0.5") @DecimalMin(value = "0.0", inclusive = false) @DecimalMax("1.0")
        double clientShare,

        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(days = MOST_DAYS)
        Duration retryAfter,

        @DefaultValue("60s") @DurationMin(millis = 1) @DurationMax(days = MOST_DAYS)
        Duration maxRunTime,

        @DefaultValue("5000") @Min(1) int readers,

        @DefaultValue("10s") @DurationMin @DurationMax(days = MOST_DAYS)
        Duration shutdownGrace,

        @DefaultValue("24h") @DurationMin(millis = 1) @DurationMax(days = MOST_DAYS)
        Duration retention,

        @DefaultValue("10000") @Min(1) int stored,
        @DefaultValue("0B") @Min(0) DataSize storedBytes) {
    /** A century; its nanoseconds are a long. */
    private static final int MOST_DAYS = 36_500;

    public int threadCount() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /**
     * Returns how many bytes ended jobs may hold.
     *
     * @param share the bytes that the memory budget leaves to ended jobs
     */
    public long mostStoredBytes(long share) {
        long bytes = storedBytes.toBytes();
        return bytes == 0 ? share : Math.min(bytes, share);
    }

    /** Returns how many jobs of one client may wait. */
    public int clientQueueLength() {
        return (int) Math.max(1, Math.ceil(clientShare * queueLength));
    }
}
