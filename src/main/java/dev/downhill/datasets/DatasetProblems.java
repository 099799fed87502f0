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
        return answer(HttpStatus.NOT_FOUND, "dataset-not-found", "No such data set", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(DataException e) {
        return answer(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-csv", "The data set cannot be used", e);
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String type, String title, Exception e) {
        ProblemDetail problem = Problem.of(status, type, title, String.valueOf(e.getMessage()));
        return Problem.answer(problem).body(problem);
    }
}
