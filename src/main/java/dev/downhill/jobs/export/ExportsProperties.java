package dev.downhill.jobs.export;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of exports.
 *
 * @param scriptNumbers how many numbers of data and parameters a PyTorch script holds
 * @param predictionRows for how many rows one request may ask predictions, counted once for each step
 * @param weightsBytes how many bytes of weights one answer holds
 */
@Validated
@ConfigurationProperties("downhill.exports")
record ExportsProperties(
        @DefaultValue("1000000") @Min(1) int scriptNumbers,
        @DefaultValue("10000") @Min(1) int predictionRows,
        @DefaultValue("8MB") @Min(1) DataSize weightsBytes) {}
