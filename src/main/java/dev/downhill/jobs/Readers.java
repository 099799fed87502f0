package dev.downhill.jobs;

import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The places of those who read event streams.
 *
 * <p>When the service stops, they are told so after the runs have had their time to end and before the web server waits for
 * its requests.
 */
@Component
final class Readers implements SmartLifecycle {
    private final JobsProperties properties;
    private final Semaphore places;
    private volatile boolean running;

    Readers(JobsProperties properties) {
        this.properties = properties;
        this.places = new Semaphore(properties.readers());
    }

    /** A place, until it is closed. */
    final class Place implements AutoCloseable {
        private Place() {}

        /** Returns whether the reader may read on. */
        boolean isOpen() {
            return running;
        }

        @Override
        public void close() {
            places.release();
        }
    }

    /** @throws TooManyReaders if every place is taken */
    Place enter() {
        if (!places.tryAcquire()) {
            throw new TooManyReaders(properties.readers(), properties.retryAfter());
        }
        return new Place();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
