package dev.downhill.jobs;

import dev.downhill.explain.landscape.LandscapeException;
import dev.downhill.export.NotExportable;
import dev.downhill.web.Problem;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
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
        ProblemDetail problem = Problem.of(HttpStatus.NOT_FOUND, "job-not-found", "No such job", messageOf(e));
        return Problem.answer(problem).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> queueFull(QueueFull e) {
        return later(HttpStatus.TOO_MANY_REQUESTS, "queue-full", "The queue is full", e, e.retryAfter());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyReaders(TooManyReaders e) {
        return later(HttpStatus.TOO_MANY_REQUESTS, "too-many-readers", "Too many readers", e, e.retryAfter());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> shuttingDown(ShuttingDown e) {
        return later(HttpStatus.SERVICE_UNAVAILABLE, "shutting-down", "Shutting down", e, RESTART);
    }

    private static ResponseEntity<ProblemDetail> later(
            HttpStatus status, String type, String title, Exception e, Duration retryAfter) {
        ProblemDetail problem = Problem.of(status, type, title, messageOf(e));
        String seconds = Long.toString(Math.max(1, retryAfter.toSeconds()));
        return Problem.answer(problem).header(HttpHeaders.RETRY_AFTER, seconds).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> jobEnded(JobEnded e) {
        ProblemDetail problem = Problem.of(HttpStatus.CONFLICT, "job-ended", "The job has ended", messageOf(e));
        return Problem.answer(problem).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> weightsUnknown(WeightsUnknown e) {
        ProblemDetail problem =
                Problem.of(HttpStatus.CONFLICT, "weights-unknown", "The weights are not known", messageOf(e));
        return Problem.answer(problem).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notYet(NotYet e) {
        ProblemDetail problem = Problem.of(HttpStatus.CONFLICT, "not-yet", "Not yet", messageOf(e));
        return Problem.answer(problem).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notExportable(NotExportable e) {
        ProblemDetail problem = Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT, "not-exportable", "This format cannot hold the run", messageOf(e));
        return Problem.answer(problem).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> keyReused(IdempotencyKeyReused e) {
        ProblemDetail problem = Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "The idempotency key stands for another request",
                messageOf(e));
        return Problem.answer(problem).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> badParameter(BadParameter e) {
        ProblemDetail problem = Problem.of(HttpStatus.BAD_REQUEST, "bad-parameter", "Bad parameter", messageOf(e));
        return Problem.answer(problem).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noSuchView(LandscapeException e) {
        return badParameter(new BadParameter(e.parameter(), messageOf(e)));
    }

    private static String messageOf(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
