package dev.downhill.datasets;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of uploaded data sets.
 *
 * @param columns the greatest number of columns
 * @param stored the number of kept data sets
 * @param storedBytes the bytes of kept data sets, at most half of their share of the memory budget
 */
@Validated
@ConfigurationProperties("downhill.datasets")
record DatasetsProperties(
        @DefaultValue("1000") @Min(1) int columns,
        @DefaultValue("100") @Min(1) int stored,
        @DefaultValue("128MB") @Min(1) DataSize storedBytes) {
    /**
     * Returns how many bytes the kept ones may take.
     *
     * @param share what they may hold of the memory budget; half of it, so that one more is read before others are evicted
     */
    long mostBytes(long share) {
        return Math.min(storedBytes.toBytes(), share / 2);
    }
}
