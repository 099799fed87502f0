package dev.downhill.jobs.stream;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.MediaType;

/** Server-sent events on their way to one reader, as the HTML standard writes them; each is sent at once. */
public final class EventStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final OutputStream out;
    private long lastSent = System.nanoTime();

    public EventStream(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        this.out = response.getOutputStream();
    }

    /** Writes the data of an event, which is one line. */
    @FunctionalInterface
    public interface Data {
        void write(OutputStream to) throws IOException;
    }

    public void event(String name, String id, Data data) throws IOException {
        write("event:" + name + "\nid:" + id + "\ndata:");
        data.write(out);
        write("\n\n");
        flush();
    }

    /** Sends a comment after a silence, by which either side notices a broken connection. */
    public void beat() throws IOException {
        if (System.nanoTime() - lastSent > HEARTBEAT.toNanos()) {
            write(":still here\n\n");
            flush();
        }
    }

    private void flush() throws IOException {
        out.flush();
        lastSent = System.nanoTime();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
