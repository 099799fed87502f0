package dev.downhill.sweeps;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many sweeps there may be, and how large.
 *
 * @param jobs how many jobs a sweep may have
 * @param active how many sweeps may go on at once
 * @param clientActive how many sweeps of one client may go on at once
 * @param stored how many sweeps are kept
 */
@Validated
@ConfigurationProperties("downhill.sweeps")
record SweepsProperties(
        @DefaultValue("64") @Min(1) int jobs,
        @DefaultValue("8") @Min(1) int active,
        @DefaultValue("4") @Min(1) int clientActive,
        @DefaultValue("100") @Min(1) int stored) {}
