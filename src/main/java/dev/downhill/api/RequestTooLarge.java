package dev.downhill.api;

import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.unit.DataSize;

/** Thrown for a request body that is longer than the limit. */
final class RequestTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient DataSize limit;

    RequestTooLarge(DataSize limit) {
        super("the body is longer than " + limit);
        this.limit = limit;
    }

    DataSize limit() {
        return limit;
    }

    static ProblemDetail problem(DataSize limit) {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "content-too-large",
                "Content too large",
                "the body is longer than " + limit.toBytes() + " bytes");
    }
}
