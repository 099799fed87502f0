package dev.downhill.survival;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers a request whose controller met an {@link OutOfMemoryError}, alone or as the cause of something else. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class OutOfMemoryProblems {
    private final Survival survival;

    OutOfMemoryProblems(Survival survival) {
        this.survival = survival;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> outOfMemory(OutOfMemoryError e) {
        boolean unused = survival.note(e);
        return OutOfMemory.answer();
    }
}
