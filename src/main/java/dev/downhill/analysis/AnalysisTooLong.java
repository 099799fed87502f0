package dev.downhill.analysis;

import java.time.Duration;

/** An analysis was not done in the time that one may take. */
final class AnalysisTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnalysisTooLong(Duration maxTime) {
        super("not done within " + maxTime.toMillis() + " ms; ask for fewer points, or of a smaller job");
    }
}
