package dev.downhill.web;

import java.net.URI;
import org.slf4j.MDC;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Answers of RFC 9457, {@code application/problem+json}. */
public final class Problem {
    private Problem() {}

    /**
     * Returns a problem.
     *
     * @param type a stable word for what kind of problem it is
     * @param title the kind in a few words
     * @param detail what happened this time
     */
    public static ProblemDetail of(HttpStatusCode status, String type, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + type));
        problem.setTitle(title);
        return traced(problem);
    }

    /** Says which request a problem belongs to, so that its lines in the log can be found. */
    static ProblemDetail traced(ProblemDetail problem) {
        problem.setProperty(TraceIdFilter.KEY, MDC.get(TraceIdFilter.KEY));
        return problem;
    }

    /** Returns the answer that carries a problem, whatever media types the request accepts. */
    public static ResponseEntity.BodyBuilder answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
