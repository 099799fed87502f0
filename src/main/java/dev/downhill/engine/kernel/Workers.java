package dev.downhill.engine.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads that share the work of large loops. */
public final class Workers {
    private static volatile int threads = Runtime.getRuntime().availableProcessors();

    /** A pool of its own: the common pool forgets a thread's packed panels after every task. */
    private static final ForkJoinPool POOL = new ForkJoinPool(Math.max(1, threads - 1));

    /** The loop that a thread of the pool works for. */
    private static final ThreadLocal<Shared> WORKS_FOR = new ThreadLocal<>();

    private Workers() {}

    /** A part of a loop. */
    @FunctionalInterface
    public interface Part {
        /** Does the items from {@code from} up to but without {@code to}. */
        void run(int from, int to);
    }

    /** Sets how many threads a loop may use; 1 for the calling one alone. */
    public static void limit(int most) {
        threads = Math.max(1, most);
    }

    /**
     * Runs all items, in as many parts as there are threads; returns when all are done. The calling thread takes every part
     * that no other has begun, so a busy pool delays nothing.
     *
     * @throws StepInterrupted if the calling thread is interrupted; no part runs any more by then
     */
    public static void share(int items, Part part) {
        int parts = Math.min(threads, items);
        if (parts <= 1) {
            part.run(0, items);
            return;
        }
        var shared = new Shared(items, parts, part);
        for (int i = 1; i < parts; i++) {
            POOL.execute(shared);
        }
        shared.finish();
    }

    /** Returns whether this thread works for a loop that is not to go on. */
    static boolean isStopped() {
        Shared shared = WORKS_FOR.get();
        return shared != null && shared.failure != null;
    }

    /** A loop whose parts are taken by the threads that have time. */
    private static final class Shared implements Runnable {
        private final int items;
        private final int parts;
        private final Part part;
        private final AtomicInteger begun = new AtomicInteger();
        private final CountDownLatch left;
        private volatile @Nullable Throwable failure;

        Shared(int items, int parts, Part part) {
            this.items = items;
            this.parts = parts;
            this.part = part;
            this.left = new CountDownLatch(parts);
        }

        @Override
        public void run() {
            WORKS_FOR.set(this);
            try {
                takeParts();
            } finally {
                WORKS_FOR.remove();
            }
        }

        /** After a failure the parts that are left are not done. */
        private void takeParts() {
            for (int i = begun.getAndIncrement(); i < parts; i = begun.getAndIncrement()) {
                try {
                    if (failure == null) {
                        part.run(from(i), from(i + 1));
                    }
                } catch (RuntimeException | Error e) {
                    fail(e);
                } finally {
                    left.countDown();
                }
            }
        }

        private synchronized void fail(Throwable first) {
            if (failure == null) {
                failure = first;
            }
        }

        private int from(int number) {
            return (int) ((long) items * number / parts);
        }

        void finish() {
            takeParts();
            boolean interrupted = false;
            while (left.getCount() > 0) {
                try {
                    left.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    fail(new StepInterrupted());
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            switch (failure) {
                case null -> {}
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }
}
