package dev.downhill.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body that is too long, that arrives too slowly, or that is compressed.
 *
 * <p>A body whose announced length exceeds the limit is refused at once; any other is refused as soon as it passes the limit.
 * A compressed body is refused because its length does not bound its content.
 */
@Component
class RequestSizeFilter extends OncePerRequestFilter {
    private final DataSize limit;
    private final Duration time;
    private final ProblemWriter problems;

    RequestSizeFilter(WebProperties properties, ProblemWriter problems) {
        this.limit = properties.requestSize();
        this.time = properties.requestTime();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit.toBytes()) {
            problems.write(response, Problem.answer(RequestTooLarge.problem(limit)));
        } else if (isEncoded(request.getHeader(HttpHeaders.CONTENT_ENCODING))) {
            problems.write(
                    response,
                    Problem.answer(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "content-encoding",
                            "The body is compressed",
                            "send the body uncompressed, without 'Content-Encoding'"));
        } else {
            chain.doFilter(new Bounded(request, limit, time), response);
        }
    }

    private static boolean isEncoded(@Nullable String encoding) {
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    private static final class Bounded extends HttpServletRequestWrapper {
        private final DataSize limit;
        private final Duration time;

        Bounded(HttpServletRequest request, DataSize limit, Duration time) {
            super(request);
            this.limit = limit;
            this.time = time;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counting(super.getInputStream(), limit, time);
        }
    }

    private static final class Counting extends ServletInputStream {
        /** The number of bytes after which this virtual thread leaves its carrier to other requests. */
        private static final int TURN = 1 << 16;

        private static final long TO_THE_END_OF_THE_QUEUE = 1000;

        private final ServletInputStream body;
        private final DataSize limit;
        private final Duration time;
        private final long start = System.nanoTime();
        private long read;

        Counting(ServletInputStream body, DataSize limit, Duration time) {
            this.body = body;
            this.limit = limit;
            this.time = time;
        }

        @Override
        public int read() throws IOException {
            byte[] next = new byte[1];
            return read(next, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(next[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = arriving(buffer, offset, length);
            if (read / TURN < (read + Math.max(count, 0)) / TURN) {
                // See TurnTakingFilter: a thread that only yields would run next on its carrier again.
                LockSupport.parkNanos(TO_THE_END_OF_THE_QUEUE);
            }
            read += Math.max(count, 0);
            if (read > limit.toBytes()) {
                throw new RequestTooLarge(limit);
            }
            if (count > 0 && System.nanoTime() - start > time.toNanos()) {
                throw new RequestTooSlow();
            }
            return count;
        }

        /** Reads the next bytes; the web server waits for them until its connection timeout. */
        private int arriving(byte[] buffer, int offset, int length) throws IOException {
            try {
                return body.read(buffer, offset, length);
            } catch (IOException e) {
                if (e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException) {
                    throw new RequestTooSlow();
                }
                throw e;
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
