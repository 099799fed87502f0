package dev.downhill.jobs;

import dev.downhill.explain.landscape.LandscapeException;
import dev.downhill.export.NotExportable;
import dev.downhill.web.Problem;
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
    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(JobNotFound e) {
        ProblemDetail problem = Problem.of(HttpStatus.NOT_FOUND, "job-not-found", "No such job", messageOf(e));
        return Problem.answer(problem).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> queueFull(QueueFull e) {
        ProblemDetail problem =
                Problem.of(HttpStatus.TOO_MANY_REQUESTS, "queue-full", "The queue is full", messageOf(e));
        return Problem.answer(problem)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Math.max(1, e.retryAfter().toSeconds())))
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> shuttingDown(ShuttingDown e) {
        ProblemDetail problem =
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "shutting-down", "Shutting down", messageOf(e));
        return Problem.answer(problem).header(HttpHeaders.RETRY_AFTER, "10").body(problem);
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
