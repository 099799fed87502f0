package dev.downhill.api;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponseException;

/** A request that is refused for a reason that the client can act on; {@link Problems} answers it. */
public abstract class Refusal extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    /**
     * @param type a stable word for what kind of problem it is
     * @param title the kind in a few words
     * @param detail what happened this time
     */
    protected Refusal(HttpStatusCode status, String type, String title, String detail) {
        super(status, Problem.of(status, type, title, detail), null);
    }

    /**
     * Refuses what may be tried again.
     *
     * @param wait how long to wait; the answer says so, in words and in {@code Retry-After}
     */
    protected Refusal(HttpStatusCode status, String type, String title, String detail, Duration wait) {
        this(status, type, title, Problem.tryAgain(detail, wait));
        getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Problem.seconds(wait)));
    }

    /** Returns the detail of the problem. */
    @Override
    public final String getMessage() {
        return String.valueOf(getBody().getDetail());
    }
}
