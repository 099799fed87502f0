package dev.downhill.requests;

import dev.downhill.api.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Thrown for a request that could succeed when the service is less busy. */
public final class TryLater extends Refusal {
    private static final long serialVersionUID = 1L;

    TryLater(Reason reason, Duration retryAfter) {
        super(reason.status, reason.type, reason.title, reason.text, retryAfter);
    }

    /** The reason why the request cannot be served now. */
    enum Reason {
        /** The client's other requests hold the whole share of one client. */
        CLIENT_SHARE_TAKEN(
                HttpStatus.TOO_MANY_REQUESTS,
                "client-memory-taken",
                "Your other requests hold too much memory",
                "your other requests hold most of the memory that one client's requests may hold"),
        /** Other large requests hold all memory for large requests. */
        LARGE_REQUESTS(
                HttpStatus.SERVICE_UNAVAILABLE,
                "memory-taken",
                "The memory is in use",
                "other large requests currently hold the memory for large requests"),
        /** The queue of large specifications is full. */
        READERS_BUSY(
                HttpStatus.TOO_MANY_REQUESTS,
                "readers-busy",
                "Too many large specifications",
                "the queue of large specifications is full"),
        /** The service is stopping. */
        STOPPING(
                HttpStatus.SERVICE_UNAVAILABLE,
                "shutting-down",
                "Shutting down",
                "the service is stopping and reads no more specifications");

        private final HttpStatus status;
        private final String type;
        private final String title;
        private final String text;

        Reason(HttpStatus status, String type, String title, String text) {
            this.status = status;
            this.type = type;
            this.title = title;
            this.text = text;
        }
    }
}
