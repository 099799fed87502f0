package dev.downhill.survival;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a thread begin its work again after an error that ends it.
 *
 * <p>Tomcat has one thread that accepts connections and one that polls them. It lets an {@code OutOfMemoryError} end either,
 * and then the service answers nobody any more, not even a request for health. The dying thread itself goes on, because a
 * heap that is full may have no room for a new thread.
 *
 * @param work the work of the thread, which may begin again where it stopped
 * @param wanted whether the work is still to be done
 * @param told receives each error
 */
record Revival(Runnable work, BooleanSupplier wanted, Consumer<Throwable> told)
        implements Thread.UncaughtExceptionHandler {
    private static final long PAUSE = Duration.ofMillis(10).toNanos();

    /**
     * Lets the running thread of a name do so.
     *
     * @throws IllegalStateException if there is no such thread
     */
    void of(String name) {
        var threads = new Thread[Thread.currentThread().getThreadGroup().activeCount() + 64];
        int count = Thread.currentThread().getThreadGroup().enumerate(threads);
        Arrays.stream(threads, 0, count)
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no thread " + name))
                .setUncaughtExceptionHandler(this);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        Throwable last = error;
        while (last != null && wanted.getAsBoolean()) {
            last = again(last);
        }
    }

    /** Tells an error and works; returns what ends it this time, or null. */
    private @Nullable Throwable again(Throwable error) {
        try {
            LockSupport.parkNanos(PAUSE);
            told.accept(error);
            work.run();
            return null;
        } catch (Throwable next) {
            return next;
        }
    }
}
