package dev.downhill.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets other requests run while a long response is written.
 *
 * <p>All requests share a few threads of the machine. A virtual thread that formats a megabyte leaves its carrier only when
 * the socket is full. So this filter makes it give way after every few kilobytes.
 */
@Component
class TurnTakingFilter extends OncePerRequestFilter {
    /** The bytes written in one turn. */
    private static final int TURN = 32 << 10;

    /** A wait in nanoseconds, long enough that the timer wakes the thread. */
    private static final long TO_THE_END_OF_THE_QUEUE = 1000;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new TakingTurns(response));
    }

    private static final class TakingTurns extends HttpServletResponseWrapper {
        private @Nullable ServletOutputStream out;

        TakingTurns(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (out == null) {
                out = new Turns(super.getOutputStream());
            }
            return out;
        }
    }

    private static final class Turns extends ServletOutputStream {
        private final ServletOutputStream to;
        private int written;

        Turns(ServletOutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            to.write(b);
            count(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                int count = Math.min(left, TURN - written);
                to.write(bytes, from, count);
                from += count;
                left -= count;
                count(count);
            }
        }

        private void count(int bytes) {
            written += bytes;
            if (written >= TURN) {
                written = 0;
                // A thread that only yields stays in the queue of its own carrier, which looks into no other queue
                // until that one is empty.
                LockSupport.parkNanos(TO_THE_END_OF_THE_QUEUE);
            }
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }

        @Override
        public void close() throws IOException {
            to.close();
        }

        @Override
        public boolean isReady() {
            return to.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            to.setWriteListener(listener);
        }
    }
}
