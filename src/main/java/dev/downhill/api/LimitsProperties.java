package dev.downhill.api;

import dev.downhill.specification.Limits;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of a job.
 *
 * @param steps the greatest number of updates
 * @param parameters the greatest number of scalars in all parameters together
 * @param rows the greatest number of rows of data
 * @param values the greatest number of numbers in all data columns together
 * @param recordedValues the greatest number of numbers in a trajectory
 * @param work the greatest steps x scalars in all parameters x rows of a step
 */
@Validated
@ConfigurationProperties("downhill.limits")
record LimitsProperties(
        @DefaultValue("10000000") @Min(1) long steps,
        @DefaultValue("5000000") @Min(1) int parameters,
        @DefaultValue("1000000") @Min(1) int rows,
        @DefaultValue("20000000") @Min(1) int values,
        @DefaultValue("4000000") @Min(1) long recordedValues,
        @DefaultValue("1e13") @Min(1) double work) {

    Limits limits() {
        return new Limits(steps, parameters, rows, values, recordedValues, work);
    }
}
