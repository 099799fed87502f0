package dev.downhill.sweeps;

import dev.downhill.web.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what can go wrong with sweeps. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class SweepProblems {
    private static final String SECONDS_TO_RETRY = "10";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(SweepNotFound e) {
        ProblemDetail problem = problem(HttpStatus.NOT_FOUND, "sweep-not-found", "No such sweep", e);
        return Problem.answer(problem).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> ended(SweepEnded e) {
        ProblemDetail problem = problem(HttpStatus.CONFLICT, "sweep-ended", "The sweep has ended", e);
        return Problem.answer(problem).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManySweeps e) {
        ProblemDetail problem = problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-sweeps", "Too many sweeps", e);
        return Problem.answer(problem)
                .header(HttpHeaders.RETRY_AFTER, SECONDS_TO_RETRY)
                .body(problem);
    }

    private static ProblemDetail problem(HttpStatus status, String type, String title, Exception e) {
        return Problem.of(status, type, title, String.valueOf(e.getMessage()));
    }
}
