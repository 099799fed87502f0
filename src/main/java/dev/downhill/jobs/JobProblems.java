package dev.downhill.jobs;

import dev.downhill.explain.landscape.LandscapeException;
import dev.downhill.export.NotExportable;
import dev.downhill.web.Problem;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what can go wrong with jobs. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class JobProblems {
    /** About how long it takes until another process answers. */
    private static final Duration RESTART = Duration.ofSeconds(10);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(JobNotFound e) {
        return Problem.answer(HttpStatus.NOT_FOUND, "job-not-found", "No such job", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> queueFull(QueueFull e) {
        return Problem.later(
                HttpStatus.TOO_MANY_REQUESTS, "queue-full", "The queue is full", e.getMessage(), e.retryAfter());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyReaders(TooManyReaders e) {
        return Problem.later(
                HttpStatus.TOO_MANY_REQUESTS, "too-many-readers", "Too many readers", e.getMessage(), e.retryAfter());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> shuttingDown(ShuttingDown e) {
        return Problem.later(HttpStatus.SERVICE_UNAVAILABLE, "shutting-down", "Shutting down", e.getMessage(), RESTART);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> jobEnded(JobEnded e) {
        return Problem.answer(HttpStatus.CONFLICT, "job-ended", "The job has ended", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notYet(NotYet e) {
        return Problem.answer(HttpStatus.CONFLICT, "not-yet", "Not yet", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notExportable(NotExportable e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT, "not-exportable", "This format cannot hold the run", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> keyReused(IdempotencyKeyReused e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "The idempotency key stands for another request",
                e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> badParameter(BadParameter e) {
        return Problem.answer(HttpStatus.BAD_REQUEST, "bad-parameter", "Bad parameter", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noSuchView(LandscapeException e) {
        return badParameter(new BadParameter(e.parameter(), String.valueOf(e.getMessage())));
    }
}
