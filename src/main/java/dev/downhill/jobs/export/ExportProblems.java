package dev.downhill.jobs.export;

import dev.downhill.api.Problem;
import dev.downhill.export.NotExportable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers requests for exports that a run cannot have. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ExportProblems {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> notExportable(NotExportable e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT, "not-exportable", "This format cannot hold the run", e.getMessage());
    }
}
