package dev.downhill.analysis;

import dev.downhill.api.Problem;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what can go wrong with any analysis. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class AnalysisProblems {
    /** About how long it takes until a place is free. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(AnalysesBusy e) {
        return Problem.later(HttpStatus.TOO_MANY_REQUESTS, "analyses-busy", "Too many analyses", e.getMessage(), RETRY);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLong(AnalysisTooLong e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT, "analysis-too-long", "The analysis takes too long", e.getMessage());
    }
}
