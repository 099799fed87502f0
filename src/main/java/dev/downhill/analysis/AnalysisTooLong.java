package dev.downhill.analysis;

import dev.downhill.api.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Thrown when an analysis exceeds its time limit. */
public final class AnalysisTooLong extends Refusal {
    private static final long serialVersionUID = 1L;

    AnalysisTooLong(Duration maxTime) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "analysis-too-long",
                "The analysis takes too long",
                "not finished within " + maxTime.toMillis() + " ms; request fewer points, or use a smaller job");
    }
}
