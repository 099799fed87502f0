package dev.downhill.classroom;

import dev.downhill.jobs.stream.EventJson;
import dev.downhill.jobs.stream.EventStream;
import dev.downhill.jobs.stream.StreamSlots;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends the class to one reader as server-sent events: {@code class} whenever something on the wall has changed. */
final class WallEvents {
    /** A wall is at most so old. */
    private static final Duration LOOK = Duration.ofMillis(400);

    private final Wall wall;
    private final EventStream stream;
    private final EventJson json;

    WallEvents(Wall wall, EventStream stream, EventJson json) {
        this.wall = wall;
        this.stream = stream;
        this.json = json;
    }

    /**
     * Sends as long as the place stands.
     *
     * @throws IOException if the reader has gone
     */
    void send(StreamSlots.Place place) throws IOException {
        @Nullable ClassView shown = null;
        long number = 0;
        while (place.isOpen()) {
            ClassView now = wall.look();
            if (!now.equals(shown)) {
                stream.event("class", Long.toString(++number), out -> json.write(now, out));
                shown = now;
            }
            stream.beat();
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the service stops");
        }
    }
}
