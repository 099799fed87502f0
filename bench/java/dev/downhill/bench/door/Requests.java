package dev.downhill.bench.door;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** One request, sent again and again over a few connections, and how long its answers take. */
final class Requests {
    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LONGEST_MICROS = 60_000_000;

    private final HttpRequest request;

    private Requests(HttpRequest request) {
        this.request = request;
    }

    /** Returns requests for an endpoint that does nothing. */
    static Requests ofNothing(String root) {
        return new Requests(HttpRequest.newBuilder(URI.create(root + "/actuator/info"))
                .timeout(PATIENCE)
                .build());
    }

    /** Returns submissions of a specification, each answered with the ended job. */
    static Requests ofJobs(String root, String specification) {
        return new Requests(HttpRequest.newBuilder(URI.create(root + "/jobs"))
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=20")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(specification))
                .build());
    }

    /**
     * The answers of some seconds.
     *
     * @param times of the answers, in microseconds
     * @param failed how many were not 200 or 201
     */
    record Answers(double perSecond, Histogram times, long failed) {
        double micros(double percentile) {
            return times.getValueAtPercentile(percentile);
        }
    }

    /** Sends one request over a connection of its own; returns the nanoseconds until its answer. */
    long once() throws IOException, InterruptedException {
        try (HttpClient client = client()) {
            long begun = System.nanoTime();
            client.send(request, BodyHandlers.discarding());
            return System.nanoTime() - begun;
        }
    }

    /** Sends a number of requests, one after the other. */
    void times(int count) throws IOException, InterruptedException {
        try (HttpClient client = client()) {
            for (int i = 0; i < count; i++) {
                client.send(request, BodyHandlers.discarding());
            }
        }
    }

    /** Sends each request as soon as the connection has its last answer. */
    Answers asFastAsPossible(double seconds) throws InterruptedException {
        return run(seconds, 0);
    }

    /**
     * Sends requests at a constant rate, and counts from when each should have been sent: a stall delays all that are due
     * meanwhile, and all of them count. Gil Tene calls leaving them out "coordinated omission".
     */
    Answers atRate(double perSecond, double seconds) throws InterruptedException {
        return run(seconds, perSecond / CONNECTIONS);
    }

    private Answers run(double seconds, double ratePerConnection) throws InterruptedException {
        var times = new ConcurrentHistogram(LONGEST_MICROS, 3);
        var failed = new LongAdder();
        long begun = System.nanoTime();
        long end = begun + (long) (seconds * 1e9);
        try (ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS)) {
            var sent = IntStream.range(0, CONNECTIONS)
                    .mapToObj(i -> connections.submit(() -> connection(begun, end, ratePerConnection, i, times, failed)))
                    .toList();
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return new Answers(times.getTotalCount() / ((System.nanoTime() - begun) / 1e9), times, failed.sum());
    }

    private Void connection(
            long begun, long end, double rate, int number, ConcurrentHistogram times, LongAdder failed)
            throws IOException, InterruptedException {
        double between = rate == 0 ? 0 : 1e9 / rate;
        double due = begun + between * number / CONNECTIONS;
        try (HttpClient client = client()) {
            while (System.nanoTime() < end && due < end) {
                long from = rate == 0 ? System.nanoTime() : (long) due;
                while (System.nanoTime() < from) {
                    LockSupport.parkNanos(from - System.nanoTime());
                }
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                times.recordValue(Math.min((System.nanoTime() - from) / 1000, LONGEST_MICROS));
                if (status != 200 && status != 201) {
                    failed.increment();
                }
                due += between;
            }
        }
        return null;
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
