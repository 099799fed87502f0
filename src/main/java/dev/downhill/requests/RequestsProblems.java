package dev.downhill.requests;

import dev.downhill.api.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers requests that take too long to read, or that the service cannot read now. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestsProblems {
    private final RequestsProperties properties;

    RequestsProblems(RequestsProperties properties) {
        this.properties = properties;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLong(ReadingTooLong e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "reading-too-long",
                "The specification takes too long to read",
                e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> later(TryLater e) {
        TryLater.Reason reason = e.reason();
        return Problem.later(reason.status(), reason.type(), reason.title(), e.getMessage(), properties.retryAfter());
    }
}
