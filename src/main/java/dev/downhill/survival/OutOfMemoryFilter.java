package dev.downhill.survival;

import dev.downhill.api.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a request for which memory ran out before its controller or after it, where Tomcat would end its own thread. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OutOfMemoryFilter extends OncePerRequestFilter {
    private final Survival survival;
    private final ProblemWriter problems;

    OutOfMemoryFilter(Survival survival, ProblemWriter problems) {
        this.survival = survival;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (OutOfMemoryError e) {
            end(response, e);
        } catch (ServletException | IOException | RuntimeException e) {
            if (!survival.note(e)) {
                throw e;
            }
            answer(response, e);
        }
    }

    private void end(HttpServletResponse response, OutOfMemoryError e) throws IOException {
        boolean unused = survival.note(e);
        answer(response, e);
    }

    /** An answer that has begun is broken off: Tomcat closes the connection after an IOException. */
    private void answer(HttpServletResponse response, Throwable e) throws IOException {
        if (response.isCommitted()) {
            throw new IOException("memory ran out while the answer was written", e);
        }
        response.resetBuffer();
        problems.write(response, OutOfMemory.answer());
    }
}
