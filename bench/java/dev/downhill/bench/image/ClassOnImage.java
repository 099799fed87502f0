package dev.downhill.bench.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Lessons of thirty students against the image: each student trains four jobs, one after the other, reads their streams and draws
 * their plots. One of them also trains with a rate of 1e9, one sends broken JSON, and the last one only sends as fast as possible.
 * Prints for each lesson the times to the ends of the streams, the delay of the teacher's wall, and the memory of the container.
 */
final class ClassOnImage {
    private static final int STUDENTS = 30;
    private static final int JOBS = 4;
    private static final int TRIES = 200;
    private static final String TEACHER = "teacher-teacher-teacher";
    private static final String LESSON = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "loss": "mse", "optimizer": {"type": "sgd", "learningRate": %s}, "steps": 10}""";
    private static final String SPIRAL = """
            {"model": {"layers": [{"type": "linear", "units": 16, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 200}, "optimizer": {"type": "adam", "learningRate": 0.03}, "steps": 300}""";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RunningImage image;
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    private record Ended(String job, double seconds, long moment) {}

    private ClassOnImage(RunningImage image) {
        this.image = image;
    }

    public static void main(String[] arguments) throws Exception {
        String name = arguments.length > 0 ? arguments[0] : "downhill";
        int lessons = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        Map<String, String> keys = new LinkedHashMap<>(Map.of("DOWNHILL_SECURITY_KEYS_TEACHER", TEACHER));
        IntStream.range(0, STUDENTS).forEach(i -> keys.put("DOWNHILL_SECURITY_KEYS_STUDENTS_S" + i, key(i)));
        boolean right;
        try (RunningImage image = RunningImage.start(name, keys)) {
            right = new ClassOnImage(image).teach(lessons);
        }
        System.exit(right ? 0 : 1);
    }

    private boolean teach(int lessons) throws Exception {
        System.out.println("lesson | jobs | median s | 99th s | wall median s | wall 99th s | memory");
        for (int lesson = 1; lesson <= lessons; lesson++) {
            try (Wall wall = new Wall(image.root(), TEACHER)) {
                Collection<Ended> ended = lesson();
                // The wall looks every 0.4 s.
                TimeUnit.SECONDS.sleep(2);
                double[] times = sorted(ended.stream().mapToDouble(Ended::seconds).toArray());
                double[] delays = sorted(ended.stream()
                        .mapToDouble(job -> wall.secondsTo(job.job(), job.moment()))
                        .filter(Double::isFinite)
                        .toArray());
                System.out.printf(
                        "%d | %d | %.3f | %.3f | %.3f | %.3f | %s%n",
                        lesson,
                        times.length,
                        quantile(times, 0.5),
                        quantile(times, 0.99),
                        quantile(delays, 0.5),
                        quantile(delays, 0.99),
                        image.memory());
            }
        }
        wrong.stream().distinct().limit(20).forEach(what -> System.out.println("WRONG: " + what));
        return wrong.isEmpty();
    }

    private Collection<Ended> lesson() throws Exception {
        var over = new AtomicBoolean();
        Queue<Ended> ended = new ConcurrentLinkedQueue<>();
        try (ExecutorService students = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> hammer = students.submit(() -> hammer(over));
            var work = IntStream.range(0, STUDENTS - 1)
                    .mapToObj(i -> students.submit(() -> {
                        study(i, ended);
                        return null;
                    }))
                    .toList();
            for (Future<?> student : work) {
                student.get(3, TimeUnit.MINUTES);
            }
            over.set(true);
            hammer.get(1, TimeUnit.MINUTES);
        }
        return ended;
    }

    private void study(int student, Queue<Ended> ended) throws Exception {
        if (student == 0) {
            String answer = send(request(student, "/jobs", "text/plain", LESSON.formatted("1e9")))
                    .body();
            expect(answer.contains("the learning rate 1e9 is too large"), "a rate of 1e9 is answered by " + answer);
        }
        if (student == 1) {
            int status = client.send(request(student, "/jobs", "*/*", "{\"model\": "), BodyHandlers.ofString())
                    .statusCode();
            expect(status == 400, "broken JSON is answered by " + status);
        }
        for (int i = 0; i < JOBS; i++) {
            String specification = i % 2 == 0 ? LESSON.formatted("0.1") : SPIRAL;
            long begun = System.nanoTime();
            String job = send(request(student, "/jobs", "application/json", specification))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            String events = send(request(student, job + "/events", "text/event-stream", "")).body();
            long moment = System.nanoTime();
            expect(events.contains("event:finished"), "a stream ends without its last event");
            ended.add(new Ended(job.substring(job.lastIndexOf('/') + 1), (moment - begun) / 1e9, moment));
            send(request(student, job + "/plot", "image/svg+xml", ""));
        }
    }

    /** Sends jobs as fast as they are answered; only their refusals are expected. */
    private void hammer(AtomicBoolean over) {
        while (!over.get()) {
            try {
                int status = client.send(
                                request(STUDENTS - 1, "/jobs", "application/json", LESSON.formatted("0.1")),
                                BodyHandlers.discarding())
                        .statusCode();
                expect(status < 500 || status == 503, "the one who hammers is answered by " + status);
            } catch (IOException e) {
                wrong.add("the one who hammers: " + e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private HttpRequest request(int student, String path, String type, String body) {
        var request = HttpRequest.newBuilder(URI.create(image.root() + path))
                .header("Authorization", "Bearer " + key(student))
                .header("Accept", type)
                .header("Prefer", type.equals("text/plain") ? "wait=20" : "wait=0");
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        return request.build();
    }

    /** Sends a request again where the service is busy. */
    private HttpResponse<String> send(HttpRequest request) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() < 300) {
                return answer;
            }
            expect(answer.statusCode() == 429 || answer.statusCode() == 503, request + ": " + answer.statusCode());
            Thread.sleep(100);
        }
        throw new IOException("no answer to " + request);
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }

    private static String key(int student) {
        return "key-of-student-number-" + student;
    }

    private static double[] sorted(double[] values) {
        Arrays.sort(values);
        return values;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }
}
