package dev.downhill.database;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of processes that share jobs through PostgreSQL.
 *
 * @param lease the time after which other processes take the jobs of one that is silent
 * @param patience the time for which an ended run waits for the database before its job fails
 * @param takeovers how many processes may die while they run the same job, before it fails
 * @param stored the greatest number of ended jobs in the database
 * @param storedBytes the most bytes of ended jobs in the database
 */
@Validated
@ConfigurationProperties("downhill.cluster")
public record ClusterProperties(
        @DefaultValue("6s") @DurationMin(millis = 500) @DurationMax(hours = 1)
        Duration lease,

        @DefaultValue("60s") @DurationMin @DurationMax(hours = 1)
        Duration patience,

        @DefaultValue("3") @Min(1) int takeovers,
        @DefaultValue("1000000") @Min(1) int stored,
        @DefaultValue("20GB") @Min(1) DataSize storedBytes) {}
