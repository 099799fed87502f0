package dev.downhill.requests;

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
 * The limits of memory and time for reading requests.
 *
 * @param clientShare the share of the memory for requests that one client may hold
 * @param smallShare the share of the memory for requests that is kept for small ones
 * @param small the memory of a small request, which is read on its own thread
 * @param threads threads that read large specifications; 0 for half as many as there are cores
 * @param queueLength large specifications that wait for a thread; one client's may be half of them
 * @param readingTime how long the reading of a large specification may take; it waits for a thread as long at most
 * @param retryAfter the wait in {@code Retry-After} when the service is busy
 */
@Validated
@ConfigurationProperties("downhill.requests")
record RequestsProperties(
        @DefaultValue("0.5") @DecimalMin("0.01") @DecimalMax("1")
        double clientShare,

        @DefaultValue("0.2") @DecimalMin("0") @DecimalMax("0.9")
        double smallShare,

        @DefaultValue("1MB") @Min(1) DataSize small,
        @DefaultValue("0") @Min(0) @Max(1024) int threads,
        @DefaultValue("100") @Min(2) @Max(1_000_000) int queueLength,

        @DefaultValue("10s") @DurationMin(millis = 1) @DurationMax(days = MOST_DAYS)
        Duration readingTime,

        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(days = MOST_DAYS)
        Duration retryAfter) {
    private static final int MOST_DAYS = 36_500;

    int threadCount() {
        return threads == 0 ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : threads;
    }
}
