package dev.downhill.scheduling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that run the tasks of many clients in turn, so that one client's thousand tasks delay another's by one.
 *
 * <p>The queue has a total limit. A client may take a share of the places that others leave, so several clients that
 * use their full share still leave places for another. An exception or error in a task ends only that task. A running
 * task can be interrupted; the next one on its thread never sees that.
 */
public final class FairExecutor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FairExecutor.class);

    private final int queueLength;
    private final int clientQueueLength;
    private final List<Worker> workers = new ArrayList<>();
    private final FairQueue<Runnable> queue = new FairQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private int active;

    /**
     * @param name the first part of the threads' names
     * @param queueLength the greatest number of waiting tasks
     * @param clientQueueLength the greatest number of one client when no other waits
     */
    public FairExecutor(String name, int threads, int queueLength, int clientQueueLength) {
        this.queueLength = queueLength;
        this.clientQueueLength = clientQueueLength;
        for (int i = 1; i <= threads; i++) {
            var worker = new Worker(name + "-" + i);
            workers.add(worker);
            worker.thread.start();
        }
    }

    /** The result of submitting a task. */
    public enum Admission {
        /** It runs in its turn. */
        ACCEPTED,
        /** Too many tasks wait. */
        QUEUE_FULL,
        /** Too many tasks of this client wait. */
        CLIENT_SHARE_TAKEN,
        /** No task is taken any more. */
        CLOSED
    }

    /** Hands over a task. */
    public Admission submit(String client, Runnable task) {
        return submit(client, task, false);
    }

    /** Hands over a task that runs before those of its client that wait. */
    public Admission submitFirst(String client, Runnable task) {
        return submit(client, task, true);
    }

    private Admission submit(String client, Runnable task, boolean first) {
        lock.lock();
        try {
            if (closed) {
                return Admission.CLOSED;
            }
            if (queue.size(client)
                    >= FairShare.places(queueLength, queue.size() - queue.size(client), clientQueueLength)) {
                return Admission.CLIENT_SHARE_TAKEN;
            }
            if (queue.size() >= queueLength) {
                return Admission.QUEUE_FULL;
            }
            if (first) {
                queue.addFirst(client, task);
            } else {
                queue.add(client, task);
            }
            changed.signal();
            return Admission.ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    /** Removes a task that waits; returns false, and nothing happens, if it waits no longer. */
    public boolean withdraw(String client, Runnable task) {
        lock.lock();
        try {
            return queue.remove(client, task::equals);
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts the thread that runs a task; returns false, and nothing happens, if none runs it. */
    public boolean interrupt(Runnable task) {
        lock.lock();
        try {
            for (Worker worker : workers) {
                if (task.equals(worker.task)) {
                    worker.thread.interrupt();
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many tasks wait. */
    public int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many tasks run. */
    public int running() {
        lock.lock();
        try {
            return active;
        } finally {
            lock.unlock();
        }
    }

    /** Accepts no more tasks and returns the waiting ones; running tasks continue. */
    public List<Runnable> shutdown() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            return queue.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no task runs, at most for a time; returns whether none does. */
    public boolean awaitIdle(Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            while (active > 0 || queue.size() > 0) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more tasks, drops those that wait and interrupts those that run. */
    @Override
    public void close() {
        List<Runnable> unused = shutdown();
        workers.forEach(worker -> worker.thread.interrupt());
    }

    /** One thread and the task that it runs, if any. */
    private final class Worker implements Runnable {
        private final Thread thread;
        private @Nullable Runnable task;

        Worker(String name) {
            this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this);
        }

        /** Keeps the thread alive even if the heap is full between two tasks. */
        @Override
        public void run() {
            boolean goesOn = true;
            while (goesOn) {
                try {
                    goesOn = runNext();
                } catch (OutOfMemoryError e) {
                    Thread.onSpinWait();
                }
            }
        }

        /** Runs the next task; returns false if there will be none. */
        private boolean runNext() {
            FairQueue.@Nullable Turn<Runnable> turn = next();
            if (turn == null) {
                return false;
            }
            try {
                turn.task().run();
            } catch (Throwable e) {
                log.warn("A task of client {} failed", turn.client(), e);
            } finally {
                done(turn.client());
            }
            return true;
        }

        private FairQueue.@Nullable Turn<Runnable> next() {
            lock.lock();
            try {
                FairQueue.Turn<Runnable> turn = queue.next();
                while (turn == null && !closed) {
                    changed.awaitUninterruptibly();
                    turn = queue.next();
                }
                if (turn != null) {
                    active++;
                    task = turn.task();
                }
                return turn;
            } finally {
                lock.unlock();
            }
        }

        /** The flag of an interrupt is lowered under the lock, so that a late one does not meet the next task. */
        private void done(String client) {
            lock.lock();
            try {
                task = null;
                boolean unused = Thread.interrupted();
                queue.done(client);
                active--;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
