package dev.downhill.memory;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The memory that requests and jobs may take together.
 *
 * @param budget the bytes; 0 for three fifths of the heap
 * @param retryAfter the wait in {@code Retry-After} when the budget is taken
 */
@Validated
@ConfigurationProperties("downhill.memory")
public record MemoryProperties(
        @DefaultValue("0B") @Min(0) DataSize budget,

        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(days = MOST_DAYS)
        Duration retryAfter) {
    private static final int MOST_DAYS = 36_500;
    private static final double SHARE_OF_HEAP = 0.6;

    /** Returns the budget in bytes. */
    long bytes() {
        long bytes = budget.toBytes();
        return bytes == 0 ? (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP) : bytes;
    }
}
