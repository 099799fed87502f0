package dev.downhill.sweeps;

import dev.downhill.api.Problem;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what can go wrong with sweeps. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class SweepProblems {
    /** About how long it takes until one of them ends. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(SweepNotFound e) {
        return Problem.answer(HttpStatus.NOT_FOUND, "sweep-not-found", "No such sweep", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> ended(SweepEnded e) {
        return Problem.answer(HttpStatus.CONFLICT, "sweep-ended", "The sweep has ended", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManySweeps e) {
        return Problem.later(HttpStatus.TOO_MANY_REQUESTS, "too-many-sweeps", "Too many sweeps", e.getMessage(), RETRY);
    }
}
