package dev.downhill.jobs.stream;

import dev.downhill.jobs.JobsProperties;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The places of the readers of event streams.
 *
 * <p>On shutdown, the service ends the streams after the grace period of the runs, and before the web server waits for its
 * requests.
 */
@Component
public final class StreamSlots implements SmartLifecycle {
    /** The bytes of a reader with its connection, its request and its thread, measured. */
    private static final int BYTES_PER_READER = 128 << 10;

    private final JobsProperties properties;
    private final MemoryBudget budget;
    private final Semaphore places;
    private volatile boolean running;

    StreamSlots(JobsProperties properties, MemoryBudget budget) {
        this.properties = properties;
        this.budget = budget;
        this.places = new Semaphore(properties.readers());
    }

    /** A place, until it is closed. */
    public final class Place implements AutoCloseable {
        private final Reservation memory;

        private Place(Reservation memory) {
            this.memory = memory;
        }

        /** Returns whether the reader may read on. */
        public boolean isOpen() {
            return running;
        }

        @Override
        public void close() {
            memory.close();
            places.release();
        }
    }

    /**
     * Returns a place, whose bytes are reserved.
     *
     * @throws TooManyReaders if every place is taken
     * @throws dev.downhill.memory.BudgetTaken if there is no memory for one more
     */
    public Place enter() {
        if (!places.tryAcquire()) {
            throw new TooManyReaders(properties.readers(), properties.retryAfter());
        }
        try {
            return new Place(budget.reserve(Holder.EVENT_STREAMS, BYTES_PER_READER));
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
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
