package dev.downhill.jobs.export;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of exports.
 *
 * @param scriptNumbers how many numbers of data and parameters a PyTorch script holds
 * @param predictionRows for how many rows one request may ask predictions
 */
@Validated
@ConfigurationProperties("downhill.exports")
record ExportsProperties(
        @DefaultValue("1000000") @Min(1) int scriptNumbers,
        @DefaultValue("10000") @Min(1) int predictionRows) {}
