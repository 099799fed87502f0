package dev.downhill.api;

import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A request body whose client sends nothing, or takes too long to send all of it. */
final class RequestTooSlow extends IOException {
    private static final long serialVersionUID = 1L;

    RequestTooSlow() {
        super("the body did not arrive in time");
    }

    static ProblemDetail problem() {
        return Problem.of(
                HttpStatus.REQUEST_TIMEOUT,
                "request-timeout",
                "The request takes too long",
                "The body did not arrive in time; send it again, or less of it");
    }
}
