package dev.downhill.api;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponseException;

/** Thrown to refuse a request for a reason that the client can act on; {@link Problems} turns it into a problem. */
public abstract class Refusal extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    /**
     * @param type a stable word for the kind of problem
     * @param title the kind in a few words
     * @param detail what happened this time
     */
    protected Refusal(HttpStatusCode status, String type, String title, String detail) {
        super(status, Problem.of(status, type, title, detail), null);
    }

    /**
     * Refuses a request that the client may send again.
     *
     * @param wait the wait, which the response states in its detail and in {@code Retry-After}
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
