package dev.downhill.requests;

import dev.downhill.data.ReadingAllowance;
import dev.downhill.engine.autograd.Allowance;
import dev.downhill.scheduling.FairExecutor;
import dev.downhill.security.Caller;
import dev.downhill.specification.reading.SpecificationReader;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Reads the specifications of requests.
 *
 * <p>Reading starts on the request's own thread. If it takes much memory it starts again on one of a few threads that
 * clients share in turn, with a time limit. So small specifications and health checks do not wait for it.
 */
@Component
public final class Specifications implements AutoCloseable {
    private final SpecificationReader reader;
    private final long small;
    private final Duration most;
    private final Duration retryAfter;
    private final FairExecutor threads;

    Specifications(SpecificationReader reader, RequestsProperties properties) {
        this.reader = reader;
        this.small = properties.small().toBytes();
        this.most = properties.readingTime();
        this.retryAfter = properties.retryAfter();
        this.threads = new FairExecutor(
                "reading", properties.threadCount(), properties.queueLength(), properties.queueLength() / 2);
    }

    /**
     * Returns what a reading gives.
     *
     * @param memory from which it takes what it needs; the caller gives back what is not kept
     * @param reading may begin twice
     * @throws dev.downhill.specification.fault.InvalidSpecification if the specification cannot run
     * @throws TryLater if the service is too busy
     */
    public <T> T read(RequestMemory memory, Function<SpecificationReader, T> reading) {
        long before = memory.used();
        if (before <= small) {
            try {
                return within(new Little(memory, small), reading);
            } catch (NotLittle e) {
                memory.keep(before);
            }
        }
        return aside(memory, reading);
    }

    /** Returns what a reading gives that may take long, on a thread for such readings. */
    public <T> T aside(RequestMemory memory, Function<SpecificationReader, T> reading) {
        var task = new Reading<>(() -> within(memory, reading));
        admit(threads.submit(memory.client(), task));
        try {
            if (!task.begun.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TryLater(TryLater.Reason.READERS_BUSY, retryAfter);
            }
            return task.result.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ReadingTooLong(most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the client no longer waits");
        } catch (CancellationException e) {
            throw new TryLater(TryLater.Reason.STOPPING, retryAfter);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause() == null ? e : e.getCause());
        } finally {
            if (task.result.cancel(true) && !threads.withdraw(memory.client(), task)) {
                task.awaitLeft();
            }
        }
    }

    /** Reads with an allowance, from which also the values are taken that a graph holds before it runs. */
    private <T> T within(ReadingAllowance allowance, Function<SpecificationReader, T> reading) {
        return Allowance.within(allowance::take, () -> reading.apply(reader.taking(allowance)));
    }

    private void admit(FairExecutor.Admission admission) {
        switch (admission) {
            case ACCEPTED -> {}
            case QUEUE_FULL, CLIENT_SHARE_TAKEN -> throw new TryLater(TryLater.Reason.READERS_BUSY, retryAfter);
            case CLOSED -> throw new TryLater(TryLater.Reason.STOPPING, retryAfter);
        }
    }

    private RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case CancellationException interrupted -> new TryLater(TryLater.Reason.STOPPING, retryAfter);
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new IllegalStateException(thrown);
        };
    }

    @Override
    public void close() {
        threads.shutdown().forEach(waiting -> ((Reading<?>) waiting).drop());
        threads.close();
    }

    /** A reading on a thread of its own, for the caller of the thread that makes it. */
    private static final class Reading<T> implements Runnable {
        private final FutureTask<T> result;
        private final Runnable work;
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch left = new CountDownLatch(1);

        Reading(Callable<T> work) {
            this.result = new FutureTask<>(work);
            this.work = Caller.withCaller(result);
        }

        @Override
        public void run() {
            begun.countDown();
            try {
                work.run();
            } finally {
                left.countDown();
            }
        }

        /** Ends a reading that never began. */
        void drop() {
            result.cancel(false);
            begun.countDown();
            left.countDown();
        }

        /** Waits until a cancelled reading has stopped, because it uses memory that its request is about to release. */
        void awaitLeft() {
            boolean interrupted = false;
            while (left.getCount() > 0) {
                try {
                    left.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** As much as a small reading may take. */
    private static final class Little implements ReadingAllowance {
        private final RequestMemory memory;
        private final long most;

        Little(RequestMemory memory, long most) {
            this.memory = memory;
            this.most = most;
        }

        @Override
        public void take(long bytes) {
            if (memory.used() + bytes > most) {
                throw new NotLittle();
            }
            memory.take(bytes);
        }
    }

    /** Ends a reading that began as a small one. */
    private static final class NotLittle extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotLittle() {
            super("not little", null, false, false);
        }
    }
}
