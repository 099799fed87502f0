package dev.downhill.jobs.stream;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;

/** Server-sent events on their way to one reader, as the HTML standard writes them; each is sent at once. */
public final class EventStream {
    private final OutputStream out;

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
        out.flush();
    }

    public void comment(String text) throws IOException {
        write(":" + text + "\n\n");
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
