package dev.downhill.api;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Creates problems of RFC 9457 and the responses that carry them, {@code application/problem+json}. */
public final class Problem {
    private Problem() {}

    /**
     * Returns a problem.
     *
     * @param type a stable word for the kind of problem
     * @param title the kind in a few words
     * @param detail what happened this time
     */
    public static ProblemDetail of(HttpStatusCode status, String type, String title, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + type));
        problem.setTitle(title);
        return traced(problem);
    }

    /** Adds the trace id of the request to a problem, so that its log lines can be found. */
    static ProblemDetail traced(ProblemDetail problem) {
        problem.setProperty(TraceIdFilter.KEY, MDC.get(TraceIdFilter.KEY));
        return problem;
    }

    /** Returns the response that carries a problem, whatever media types the request accepts. */
    public static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return start(problem).body(problem);
    }

    /** Returns the response that carries the problem {@linkplain #of of} a status, a type, a title and a detail. */
    public static ResponseEntity<ProblemDetail> answer(
            HttpStatusCode status, String type, String title, @Nullable String detail) {
        return answer(of(status, type, title, detail));
    }

    /** Returns a response that asks the client to try again later, both in its detail and in {@code Retry-After}. */
    public static ResponseEntity<ProblemDetail> later(
            HttpStatusCode status, String type, String title, @Nullable String detail, Duration wait) {
        ProblemDetail problem = of(status, type, title, tryAgain(detail, wait));
        return start(problem)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds(wait)))
                .body(problem);
    }

    static String tryAgain(@Nullable String detail, Duration wait) {
        return detail + "; try again in " + seconds(wait) + " s";
    }

    /** Returns a wait in whole seconds, rounded up; at least 1. */
    static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    private static ResponseEntity.BodyBuilder start(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
