package dev.downhill.jobs.stream;

import dev.downhill.api.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers requests for event streams that the service refuses. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class StreamProblems {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyReaders(TooManyReaders e) {
        return Problem.later(
                HttpStatus.TOO_MANY_REQUESTS, "too-many-readers", "Too many readers", e.getMessage(), e.retryAfter());
    }
}
