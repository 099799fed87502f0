package dev.downhill.jobs.web;

import dev.downhill.api.Problem;
import dev.downhill.jobs.JobEnded;
import dev.downhill.jobs.JobNotFound;
import dev.downhill.jobs.NotYet;
import dev.downhill.jobs.QueueFull;
import dev.downhill.jobs.ShuttingDown;
import dev.downhill.jobs.store.IdempotencyKeyReused;
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
                HttpStatus.TOO_MANY_REQUESTS, "queue-full", "The job queue is full", e.getMessage(), e.retryAfter());
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
    ResponseEntity<ProblemDetail> keyReused(IdempotencyKeyReused e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "The idempotency key stands for another request",
                e.getMessage());
    }
}
