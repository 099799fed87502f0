package dev.downhill.bench.door;

import dev.downhill.bench.Figures;
import dev.downhill.bench.Median;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Thirty students who press "train" at once: four jobs each, one after the other, each with its stream and its plot. */
final class Classroom {
    private static final int STUDENTS = 30;
    private static final int JOBS = 4;
    private static final int TRIES = 100;
    private static final long PAUSE_MILLIS = 100;

    private static final String SPIRAL = """
            {"model": {"layers": [{"type": "linear", "units": 16, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 200}, "optimizer": {"type": "adam", "learningRate": 0.03}, "steps": 300}""";

    private final String root;

    Classroom(String root) {
        this.root = root;
    }

    void measure(Figures figures) throws Exception {
        lesson();
        double[] seconds = lesson();
        Arrays.sort(seconds);
        String what = "30 students at once, four jobs each: ";
        figures.add(what + "median to the end of the stream", Median.of(seconds), "s", "below 0.5");
        figures.add(what + "the last", seconds[seconds.length - 1], "s", "below 3");
    }

    private double[] lesson() throws Exception {
        var begin = new CountDownLatch(1);
        List<Future<List<Double>>> students = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            for (int i = 0; i < STUDENTS; i++) {
                students.add(threads.submit(() -> {
                    begin.await();
                    List<Double> times = new ArrayList<>();
                    for (int job = 0; job < JOBS; job++) {
                        times.add(train(client, job % 2 == 0 ? Door.FIRST_LESSON : SPIRAL));
                    }
                    return times;
                }));
            }
            begin.countDown();
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> student : students) {
                all.addAll(student.get());
            }
            return all.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /** Returns the seconds from the submission to the end of the stream. */
    private double train(HttpClient client, String specification) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<Void> job = patiently(
                client,
                HttpRequest.newBuilder(URI.create(root + "/jobs"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(specification))
                        .build());
        URI address = URI.create(root).resolve(job.headers().firstValue("Location").orElseThrow());
        patiently(client, get(address + "/events", "text/event-stream"));
        double seconds = (System.nanoTime() - begun) / 1e9;
        patiently(client, get(address + "/plot", "image/svg+xml"));
        return seconds;
    }

    private static HttpRequest get(String address, String type) {
        return HttpRequest.newBuilder(URI.create(address)).header("Accept", type).build();
    }

    /** Sends a request again where the service is busy. */
    private static HttpResponse<Void> patiently(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
            if (answer.statusCode() < 300) {
                return answer;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IOException("no answer to " + request);
    }
}
