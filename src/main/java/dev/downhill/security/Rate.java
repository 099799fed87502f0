package dev.downhill.security;

import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderBuildStage;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderCapacityStage;
import java.time.Duration;

/**
 * How often a client may do something.
 *
 * @param most how often in the period, at least 1
 */
record Rate(int most, Duration period) {
    BandwidthBuilderBuildStage of(BandwidthBuilderCapacityStage limit) {
        return limit.capacity(most).refillGreedy(most, period);
    }
}
