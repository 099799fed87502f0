package dev.downhill.analysis;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of analyses.
 *
 * @param threads analyses that run at once; 0 for half as many as there are cores
 * @param shortThreads threads that take only analyses with a short estimate
 * @param shortTime the longest estimate of a short one
 * @param queueLength analyses that wait for a thread of either kind
 * @param clientShare the share of the places left by others that one client may take
 * @param maxTime the time limit, waiting included
 * @param surfacePoints the greatest number of positions on a loss surface
 * @param gradientElements the greatest number of scalars in all parameters of a formula whose gradient is checked
 * @param graphValues the greatest number of numbers in its graph
 * @param transcriptLines the greatest number of lines of a transcript
 * @param transcriptSteps the greatest number of steps of its specification
 * @param mistakeTime the time limit of the search for the mistake that prints a wrong transcript
 */
@Validated
@ConfigurationProperties("downhill.analysis")
public record AnalysisProperties(
        @DefaultValue("0") @Min(0) @Max(1024) int threads,
        @DefaultValue("1") @Min(1) @Max(1024) int shortThreads,

        @DefaultValue("100ms") @DurationMin @DurationMax(days = 1)
        Duration shortTime,

        @DefaultValue("100") @Min(1) @Max(1_000_000) int queueLength,

        @DefaultValue("0.5") @DecimalMin(value = "0.0", inclusive = false) @DecimalMax("1.0")
        double clientShare,

        @DefaultValue("10s") @DurationMin(millis = 1) @DurationMax(days = 1)
        Duration maxTime,

        @DefaultValue("40000") @Min(4) int surfacePoints,
        @DefaultValue("1000") @Min(1) int gradientElements,
        @DefaultValue("1000000") @Min(1) int graphValues,
        @DefaultValue("1000") @Min(1) int transcriptLines,
        @DefaultValue("10000") @Min(1) long transcriptSteps,

        @DefaultValue("1500ms") @DurationMin(millis = 1) @DurationMax(days = 1)
        Duration mistakeTime) {

    /** Returns how many analyses of one client may wait. */
    int clientQueueLength() {
        return (int) Math.max(1, Math.ceil(clientShare * queueLength));
    }

    /** Returns for how long to search the mistake that prints wrong lines: half of the time of an analysis at most. */
    public Duration timeForMistakes() {
        Duration half = maxTime.dividedBy(2);
        return half.compareTo(mistakeTime) < 0 ? half : mistakeTime;
    }

    int threadCount() {
        return threads == 0 ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : threads;
    }
}
