package dev.downhill.jobs.capsule;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of capsules.
 *
 * @param size the greatest length of a capsule
 * @param steps the greatest number of opened steps in a capsule
 */
@Validated
@ConfigurationProperties("downhill.capsules")
record CapsuleProperties(
        @DefaultValue("4MB") @Min(1) DataSize size,
        @DefaultValue("20") @Min(0) @Max(1000) int steps) {}
