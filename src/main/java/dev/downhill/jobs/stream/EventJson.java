package dev.downhill.jobs.stream;

import java.io.IOException;
import java.io.OutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the data of events as JSON on one line, piece by piece: nothing of its length is held. */
@Component
public final class EventJson {
    private final ObjectWriter writer;

    EventJson(JsonMapper json) {
        this.writer = json.writer()
                .without(SerializationFeature.INDENT_OUTPUT)
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .without(StreamWriteFeature.FLUSH_PASSED_TO_STREAM);
    }

    /**
     * Writes a value.
     *
     * @throws IOException if the stream does not take it
     */
    public void write(Object value, OutputStream to) throws IOException {
        try {
            writer.writeValue(to, value);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }
}
