package dev.downhill.analysis;

import dev.downhill.web.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what can go wrong with any analysis. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class AnalysisProblems {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(AnalysesBusy e) {
        ProblemDetail problem = Problem.of(
                HttpStatus.TOO_MANY_REQUESTS, "analyses-busy", "Too many analyses", String.valueOf(e.getMessage()));
        return Problem.answer(problem).header(HttpHeaders.RETRY_AFTER, "1").body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLong(AnalysisTooLong e) {
        ProblemDetail problem = Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "analysis-too-long",
                "The analysis takes too long",
                String.valueOf(e.getMessage()));
        return Problem.answer(problem).body(problem);
    }
}
