package dev.downhill.jobs.web;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The preference {@code wait} of a request's {@code Prefer} header (RFC 7240); what is not understood is ignored. */
final class Preference {
    /** The longest that an answer waits. */
    static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|,)\\s*wait\\s*=\\s*\"?(\\d+)\"?\\s*(?=$|[,;])");

    private Preference() {}

    /** Returns how long the answer is to wait for the end of a job. */
    static Optional<Duration> wait(@Nullable String prefer) {
        if (prefer == null) {
            return Optional.empty();
        }
        Matcher matcher = WAIT.matcher(prefer);
        if (!matcher.find()) {
            return Optional.empty();
        }
        BigInteger asked = new BigInteger(matcher.group(1));
        return Optional.of(Duration.ofSeconds(
                asked.min(BigInteger.valueOf(MAX_WAIT.toSeconds())).longValueExact()));
    }
}
