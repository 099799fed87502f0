package dev.downhill.survival;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the service no longer trusts itself.
 *
 * @param errors so many times within {@code window} memory may run out; liveness is broken at the next time
 * @param window the time within which they count
 * @param exitWhenBroken whether the process ends itself when liveness is broken, with exit code 3
 */
@Validated
@ConfigurationProperties("downhill.survival")
record SurvivalProperties(
        @DefaultValue("10") @Min(1) @Max(1_000_000) int errors,

        @DefaultValue("1m") @DurationMin(millis = 1) @DurationMax(days = 36_500)
        Duration window,

        @DefaultValue("false") boolean exitWhenBroken) {}
