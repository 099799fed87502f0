package dev.downhill.analysis;

import dev.downhill.api.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Thrown when an analysis exceeds its time limit. */
final class AnalysisTooLong extends Refusal {
    private static final long serialVersionUID = 1L;

    AnalysisTooLong(Duration maxTime) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "analysis-too-long",
                "The analysis takes too long",
                "not done within " + maxTime.toMillis() + " ms; ask for fewer points, or of a smaller job");
    }
}
