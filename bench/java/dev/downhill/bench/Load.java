package dev.downhill.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends first lessons to a running service from many connections at once, again where it answers 429, and counts what became of
 * them: {@code bench/run load}.
 */
public final class Load {
    private static final int JOBS = 20_000;
    private static final int CONNECTIONS = 64;
    private static final String FIRST_LESSON = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10}""";
    private static final Pattern FINAL_WEIGHT = Pattern.compile("\"result\":\\{\"finalLoss\":[^,]+,\"parameters\":\\{\"w\":([0-9.]+)");

    private final String root;
    private final AtomicInteger left = new AtomicInteger(JOBS);
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final Set<String> locations = ConcurrentHashMap.newKeySet();
    private final Set<String> weights = ConcurrentHashMap.newKeySet();

    private Load(String root) {
        this.root = root;
    }

    public static void main(String[] args) throws Exception {
        new Load(args[0]).run();
    }

    private void run() throws Exception {
        System.out.printf("heap before: %.0f MB%n", heap());
        long begun = System.nanoTime();
        List<Long> times = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<List<Long>>> senders = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                senders.add(threads.submit(this::send));
            }
            for (Future<List<Long>> sender : senders) {
                times.addAll(sender.get());
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%d jobs in %.1f s (%.0f a second); %d different ids, %d wrong answers, %d times 429; final weights %s%n",
                sorted.length, seconds, sorted.length / seconds, locations.size(), wrong.get(), refused.get(), weights);
        System.out.printf(
                "p50 %.1f ms, p99 %.1f ms, greatest %.1f ms%n",
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                Arrays.stream(sorted).max().orElse(0) / 1e6);
        System.out.printf("heap after: %.0f MB%n", heap());
    }

    /** Sends jobs one after the other on one connection; returns how long each took, in nanoseconds, without the waiting after 429. */
    private List<Long> send() throws Exception {
        List<Long> times = new ArrayList<>();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (left.getAndDecrement() > 0) {
                long begun = System.nanoTime();
                HttpResponse<String> answer = post(client);
                while (answer.statusCode() == 429) {
                    refused.incrementAndGet();
                    long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
                    Thread.sleep(seconds * 1000);
                    begun = System.nanoTime();
                    answer = post(client);
                }
                times.add(System.nanoTime() - begun);
                take(answer);
            }
        }
        return times;
    }

    private HttpResponse<String> post(HttpClient client) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + "/jobs"))
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=30")
                .POST(BodyPublishers.ofString(FIRST_LESSON))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private void take(HttpResponse<String> answer) {
        Matcher weight = FINAL_WEIGHT.matcher(answer.body());
        if (answer.statusCode() != 201 || !weight.find()) {
            wrong.incrementAndGet();
            return;
        }
        locations.add(answer.headers().firstValue("Location").orElse("none"));
        weights.add(weight.group(1));
    }

    /** Returns the service's heap in megabytes. */
    private double heap() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(root + "/actuator/prometheus")).build();
            return client.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) / 1e6)
                    .sum();
        }
    }
}
