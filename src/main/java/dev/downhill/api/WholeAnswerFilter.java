package dev.downhill.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends a short JSON answer in one piece, with its length.
 *
 * <p>Spring flushes each answer when it has written it, before Tomcat knows that it was all. So Tomcat would send it in chunks:
 * one with the answer and, a moment later, one that says that nothing follows. Each costs both sides a system call. An
 * answer that is longer than Tomcat's buffer is sent in chunks all the same.
 */
@Component
class WholeAnswerFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new UnflushedJson(response));
    }

    private static final class UnflushedJson extends HttpServletResponseWrapper {
        UnflushedJson(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void flushBuffer() throws IOException {
            String type = getContentType();
            if (type == null || !type.startsWith("application/json") && !type.startsWith("application/problem+json")) {
                super.flushBuffer();
            }
        }
    }
}
