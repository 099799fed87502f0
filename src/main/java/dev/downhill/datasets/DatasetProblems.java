package dev.downhill.datasets;

import dev.downhill.data.DataException;
import dev.downhill.web.Problem;
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
    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(DatasetNotFound e) {
        return Problem.answer(HttpStatus.NOT_FOUND, "dataset-not-found", "No such data set", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(DataException e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT, "invalid-csv", "The data set cannot be used", e.getMessage());
    }
}
