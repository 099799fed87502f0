package dev.downhill.memory;

import dev.downhill.api.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers a request that the memory budget refuses. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class MemoryProblems {
    private final MemoryProperties properties;

    MemoryProblems(MemoryProperties properties) {
        this.properties = properties;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> never(ExceedsBudget e) {
        ProblemDetail problem = Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT, "exceeds-memory", "More memory than the service has", e.getMessage());
        problem.setProperty("neededBytes", e.bytes());
        problem.setProperty("limitBytes", e.limit());
        return Problem.answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notNow(BudgetTaken e) {
        return Problem.later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "memory-taken",
                "The memory is in use",
                e.getMessage(),
                properties.retryAfter());
    }
}
