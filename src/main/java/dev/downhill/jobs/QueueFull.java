package dev.downhill.jobs;

import dev.downhill.api.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Thrown when the job queue is full. */
public final class QueueFull extends Refusal {
    private static final long serialVersionUID = 1L;

    private QueueFull(String what, Duration retryAfter) {
        super(HttpStatus.TOO_MANY_REQUESTS, "queue-full", "The job queue is full", what, retryAfter);
    }

    public static QueueFull ofAll(Duration retryAfter) {
        return new QueueFull("the job queue is full", retryAfter);
    }

    public static QueueFull ofClient(Duration retryAfter) {
        return new QueueFull("your share of the job queue is full", retryAfter);
    }
}
