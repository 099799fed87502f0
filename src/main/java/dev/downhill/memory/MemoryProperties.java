package dev.downhill.memory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The memory that requests and jobs may take together.
 *
 * @param budget the bytes; 0 for three fifths of the heap
 * @param retryAfter the wait that a client is told when the budget is taken
 */
@Validated
@ConfigurationProperties("downhill.memory")
public record MemoryProperties(
        @DefaultValue("0B") DataSize budget,
        @DefaultValue("1s") Duration retryAfter) {
    private static final double SHARE_OF_HEAP = 0.6;

    /** Returns the budget in bytes. */
    long bytes() {
        long bytes = budget.toBytes();
        return bytes == 0 ? (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP) : bytes;
    }
}
