package dev.downhill.requests;

import dev.downhill.security.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request its memory, and takes it back when the request is answered, has failed, or its client is gone.
 *
 * <p>No answer of this service is asynchronous: when the chain returns, the request is over.
 */
@Component
class RequestMemoryFilter extends OncePerRequestFilter {
    private final RequestShares shares;

    RequestMemoryFilter(RequestShares shares) {
        this.shares = shares;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (RequestMemory memory = shares.open(Caller.name(request))) {
            request.setAttribute(RequestMemory.ATTRIBUTE, memory);
            chain.doFilter(request, response);
        }
    }
}
