package dev.downhill.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a trace id: the one in its {@code traceparent} (<a href="https://www.w3.org/TR/trace-context/">W3C Trace
 * Context</a>), or a new one. Every log line of the request has it, and so does its problem.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TraceIdFilter extends OncePerRequestFilter {
    /** The key of the trace id in the log's context. */
    static final String KEY = "traceId";

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (MDC.MDCCloseable trace = MDC.putCloseable(KEY, traceId(request.getHeader("traceparent")))) {
            chain.doFilter(request, response);
        }
    }

    private static String traceId(@Nullable String traceparent) {
        Matcher given = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        if (given.matches()) {
            return given.group(1);
        }
        HexFormat hex = HexFormat.of();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
