package dev.downhill.tutorial.command;

import dev.downhill.tutorial.check.BlockTime;
import java.time.Duration;

/** Interrupts the work on a block when its time, or that of all blocks, is over. */
final class Stopwatch implements BlockTime {
    private final Duration block;
    private final Duration all;
    private final long start = System.nanoTime();

    /**
     * @param block the time of each block
     * @param all the time of all blocks together, from now on
     */
    Stopwatch(Duration block, Duration all) {
        this.block = block;
        this.all = all;
    }

    @Override
    public void within(Runnable work) {
        Duration left = all.minusNanos(System.nanoTime() - start);
        boolean last = left.compareTo(block) < 0;
        String over = last
                ? "the time for all blocks is over after " + all.toSeconds() + " s; --time-in-all gives more"
                : "the block takes longer than " + block.toSeconds() + " s; --time gives more";
        if (!left.isPositive()) {
            throw new TookTooLong(over);
        }
        var alarm = new Alarm(last ? left : block, Thread.currentThread());
        RuntimeException failure = null;
        try {
            work.run();
        } catch (RuntimeException e) {
            failure = e;
        }
        if (alarm.stop()) {
            throw new TookTooLong(over);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Interrupts a thread after some time, unless it is stopped before. */
    private static final class Alarm {
        private final Thread timer;
        private boolean rung;
        private boolean stopped;

        Alarm(Duration time, Thread worker) {
            this.timer = Thread.ofPlatform().daemon().start(() -> {
                try {
                    Thread.sleep(time);
                    ring(worker);
                } catch (InterruptedException e) {
                    // The work has ended.
                }
            });
        }

        private synchronized void ring(Thread worker) {
            rung = !stopped;
            if (rung) {
                worker.interrupt();
            }
        }

        /** Returns whether it has rung; the calling thread is not interrupted any more. */
        boolean stop() {
            timer.interrupt();
            synchronized (this) {
                stopped = true;
                return rung && (Thread.interrupted() || rung);
            }
        }
    }
}
