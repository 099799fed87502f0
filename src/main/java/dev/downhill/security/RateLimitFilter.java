package dev.downhill.security;

import dev.downhill.api.Problem;
import dev.downhill.api.ProblemWriter;
import dev.downhill.api.WebProperties;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what one client sends faster than it may: requests that make work, which are those of POST. */
@Component
class RateLimitFilter extends OncePerRequestFilter {
    private final int perSecond;
    private final ProblemWriter problems;
    private final ClientRates rates;

    RateLimitFilter(WebProperties properties, ProblemWriter problems, RateCounters counters) {
        this.perSecond = properties.postsPerSecond();
        this.problems = problems;
        // A rate of 0 is none, and counts nothing.
        this.rates = counters.counter("post", new Rate(Math.max(1, perSecond), Duration.ofSeconds(1)));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return perSecond == 0 || !request.getMethod().equals("POST");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ConsumptionProbe probe = rates.count(Caller.name(request));
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(
                response,
                Problem.later(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-requests",
                        "Too many requests",
                        "one client may send " + perSecond + " POST requests a second",
                        Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }
}
