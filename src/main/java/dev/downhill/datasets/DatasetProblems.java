package dev.downhill.datasets;

import dev.downhill.api.Problem;
import dev.downhill.data.DataException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what can go wrong with data sets. */
@RestControllerAdvice(assignableTypes = DatasetController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatasetProblems {
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(DatasetNotFound e) {
        return Problem.answer(HttpStatus.NOT_FOUND, "dataset-not-found", "No such data set", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> full(DatasetsFull e) {
        return Problem.later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "datasets-full",
                "No room for the data set",
                e.getMessage(),
                RETRY_AFTER);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(DataException e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT, "invalid-csv", "The data set cannot be used", e.getMessage());
    }
}
