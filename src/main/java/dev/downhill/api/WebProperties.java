package dev.downhill.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of every request.
 *
 * @param requestSize the greatest length of a body
 * @param requestTime the longest time that a client may take to send a body
 * @param postsPerSecond the greatest number of POST requests of one client in a second; 0 for no limit
 * @param corsOrigins the origins whose pages may use the service from a browser
 * @param frameAncestors the origins whose pages may show {@code /embed} in a frame
 */
@Validated
@ConfigurationProperties("downhill.web")
public record WebProperties(
        @DefaultValue("16MB") @Min(1) DataSize requestSize,

        @DefaultValue("30s") @DurationMin(millis = 1) @DurationMax(days = MOST_DAYS)
        Duration requestTime,

        @DefaultValue("1000") @Min(0) @Max(1_000_000) int postsPerSecond,

        @DefaultValue
        List<@Pattern(regexp = ORIGIN, message = "must be an origin, such as https://school.example") String>
                corsOrigins,

        @DefaultValue
        List<
                        @Pattern(
                                regexp = ANCESTOR,
                                message =
                                        "must be an origin, such as https://school.example or https://*.school.example")
                        String>
                frameAncestors) {
    private static final int MOST_DAYS = 36_500;
    private static final String ORIGIN = "\\*|https?://[^/\\s]+";

    /** Without the characters that would end the list of ancestors in the header. */
    private static final String ANCESTOR = "\\*|https?://[\\w.*:\\[\\]-]+";
}
