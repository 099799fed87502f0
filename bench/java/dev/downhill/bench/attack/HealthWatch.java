package dev.downhill.bench.attack;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Asks ten times a second whether the service lives, each time on a new connection, and remembers the longest answer. */
final class HealthWatch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;
    private static final double SLOW = 1;

    private final ServiceProcess service;
    private final String name;
    private final Thread thread;
    private volatile boolean over;
    private volatile long asked;
    private volatile double longest;
    private volatile String wrong = "";
    private boolean dumped;

    /** @param name names the file with the stacks of all threads that the first slow answer leaves */
    HealthWatch(ServiceProcess service, String name) {
        this.service = service;
        this.name = name;
        this.thread = Thread.ofPlatform().name("health").daemon().start(this::watch);
        Thread.ofPlatform().name("slow-health").daemon().start(this::lookAfterSlow);
    }

    /** Returns the longest answer so far in seconds. */
    double longest() {
        return longest;
    }

    /** Returns an answer that was not 200, or an empty text. */
    String wrong() {
        return wrong;
    }

    private void watch() {
        while (!over) {
            asked = System.nanoTime();
            String status;
            try (Wire wire = Wire.to(service)) {
                status = wire.write("GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .status();
            } catch (IOException e) {
                status = "no connection";
            }
            if (!over && !status.equals("200")) {
                wrong = status;
            }
            double seconds = secondsSince(asked);
            asked = 0;
            longest = Math.max(longest, seconds);
            pause(Math.max(0, PERIOD_MILLIS - (long) (seconds * 1000)));
        }
    }

    private void lookAfterSlow() {
        while (!over) {
            long now = asked;
            if (!dumped && now != 0 && secondsSince(now) > SLOW) {
                dumped = true;
                dump();
            }
            pause(PERIOD_MILLIS);
        }
    }

    private void dump() {
        try {
            service.dumpThreads(name);
        } catch (IOException e) {
            wrong = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join(TimeUnit.SECONDS.toMillis(40));
    }
}
