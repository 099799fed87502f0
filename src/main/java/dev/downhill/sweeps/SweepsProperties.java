package dev.downhill.sweeps;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of sweeps.
 *
 * @param jobs the jobs of a sweep
 * @param active the sweeps that run at once
 * @param clientActive the sweeps of one client that run at once
 * @param stored the kept sweeps
 */
@Validated
@ConfigurationProperties("downhill.sweeps")
record SweepsProperties(
        @DefaultValue("64") @Min(1) int jobs,
        @DefaultValue("8") @Min(1) int active,
        @DefaultValue("4") @Min(1) int clientActive,
        @DefaultValue("100") @Min(1) int stored) {}
