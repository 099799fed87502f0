package dev.downhill.bench.cluster;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures what replicas and a PostgreSQL cost on this machine: {@code bench/run cluster}. An argument divides the numbers of jobs,
 * for a trial.
 *
 * <p>The database is a real one that keeps its files on the disk, with its own defaults.
 */
public final class ClusterFigures {
    private static final int FIRST_LESSONS = 20_000;
    private static final int CONNECTIONS = 64;
    private static final int ROUNDS = 3;
    private static final int JOBS = 400;
    private static final int TAKEOVERS = 3;
    private static final String FIRST_LESSON = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10}""";
    private static final String NETWORK = """
            {"model": {"layers": [{"type": "linear", "units": 16, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 200}, "loss": "crossEntropy",
             "optimizer": {"type": "adam", "learningRate": 0.01}, "batchSize": 20, "steps": %d,
             "record": {"every": %d, "parameters": "summary"}}""";
    private static final Pattern STEP = Pattern.compile("\"progress\":\\{\"step\":(\\d+)");

    private final int divisor;
    private final EmbeddedPostgres database;
    private int databases;

    private ClusterFigures(int divisor, EmbeddedPostgres database) {
        this.divisor = divisor;
        this.database = database;
    }

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .start()) {
            var figures = new ClusterFigures(arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]), database);
            figures.firstLessons();
            figures.networks();
            figures.takeover();
            figures.delay();
        }
    }

    /** Returns the properties of replicas on a new database. */
    private List<String> shared(String... more) throws Exception {
        String name = "bench" + ++databases;
        try (var connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        List<String> properties = new ArrayList<>(List.of(
                "--downhill.store=postgresql",
                "--spring.datasource.url=" + database.getJdbcUrl("postgres", name),
                "--downhill.web.posts-per-second=1000000"));
        properties.addAll(List.of(more));
        return properties;
    }

    private static List<MeasuredReplica> replicas(int count, List<String> properties) throws Exception {
        List<MeasuredReplica> replicas = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            replicas.add(MeasuredReplica.start(properties));
        }
        for (MeasuredReplica replica : replicas) {
            replica.get("/actuator/health/readiness");
        }
        return replicas;
    }

    private static void close(List<MeasuredReplica> replicas) throws InterruptedException {
        for (MeasuredReplica replica : replicas) {
            replica.close();
        }
    }

    /** W6: first lessons from 64 connections; the first round warms the service up. */
    private void firstLessons() throws Exception {
        double memory = firstLessons(List.of("--downhill.web.posts-per-second=0"));
        double postgresql = firstLessons(shared());
        bytesAJob("a first lesson");
        System.out.printf(
                "W6, first lessons a second: %.0f in memory, %.0f with PostgreSQL, ratio %.2f%n",
                memory, postgresql, memory / postgresql);
    }

    private double firstLessons(List<String> properties) throws Exception {
        List<MeasuredReplica> one = replicas(1, properties);
        try {
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                best = Math.max(best, jobsASecond(one, FIRST_LESSON, FIRST_LESSONS / divisor, CONNECTIONS));
            }
            return best;
        } finally {
            close(one);
        }
    }

    private void networks() throws Exception {
        String job = NETWORK.formatted(1000, 10);
        for (int count = 1; count <= 3; count++) {
            List<MeasuredReplica> replicas = replicas(count, shared());
            try {
                jobsASecond(replicas, job, JOBS / divisor / 4 + 1, CONNECTIONS);
                System.out.printf(
                        "jobs of 1000 steps a second with %d replicas: %.1f%n",
                        count, jobsASecond(replicas, job, JOBS / divisor, CONNECTIONS));
            } finally {
                close(replicas);
            }
        }
        bytesAJob("a job of 1000 steps with 100 points");
    }

    /** Prints what a job of the newest database takes there, with its indexes. */
    private void bytesAJob(String what) throws Exception {
        try (var connection = database.getDatabase("postgres", "bench" + databases).getConnection();
                var statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("""
                    SELECT (pg_total_relation_size('job') + pg_total_relation_size('job_points')
                        + pg_total_relation_size('job_states')) / count(*) FROM job""");
            row.next();
            System.out.printf("%s takes %,d bytes in the database%n", what, row.getLong(1));
        }
    }

    /** Sends jobs to the replicas in turn, each connection one after the other, and waits for the end of each. */
    private static double jobsASecond(List<MeasuredReplica> replicas, String job, int jobs, int connections)
            throws Exception {
        var left = new AtomicInteger(jobs);
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                senders.add(threads.submit(() -> {
                    for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
                        send(replicas.get(n % replicas.size()), job);
                    }
                    return null;
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        return jobs / ((System.nanoTime() - begun) / 1e9);
    }

    private static void send(MeasuredReplica replica, String job) throws Exception {
        while (true) {
            HttpResponse<String> answer = replica.post(job, "Prefer", "wait=30");
            if (answer.statusCode() == 201) {
                return;
            }
            if (answer.statusCode() != 429) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            Thread.sleep(5);
        }
    }

    /** Measures from the end of a replica to the first step of its job that another one shows. */
    private void takeover() throws Exception {
        double[] seconds = new double[TAKEOVERS];
        for (int i = 0; i < TAKEOVERS; i++) {
            List<MeasuredReplica> two = replicas(2, shared());
            try {
                String job = location(two.get(0).post(NETWORK.formatted(10_000_000, 1000)));
                while (step(two.get(1), job) < 20_000) {
                    Thread.sleep(20);
                }
                two.get(0).kill();
                long gone = System.nanoTime();
                Thread.sleep(500);
                long last = step(two.get(1), job);
                while (step(two.get(1), job) <= last) {
                    Thread.sleep(10);
                }
                seconds[i] = (System.nanoTime() - gone) / 1e9;
            } finally {
                close(two);
            }
        }
        Arrays.sort(seconds);
        System.out.printf(
                "takeover after kill -9 with a lease of 6 s: %.1f to %.1f s, median %.1f s%n",
                seconds[0], seconds[TAKEOVERS - 1], seconds[TAKEOVERS / 2]);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new IllegalStateException(answer.body()));
    }

    private static long step(MeasuredReplica replica, String job) throws Exception {
        Matcher step = STEP.matcher(replica.get(job));
        return step.find() ? Long.parseLong(step.group(1)) : 0;
    }

    /** Measures how much later the events with the same point come from a replica that does not run the job. */
    private void delay() throws Exception {
        List<MeasuredReplica> two = replicas(2, shared("--downhill.jobs.threads=1"));
        try {
            // The first stream of a service that has just started opens late.
            double[] unused = delays(two, 40_000);
            double[] millis = delays(two, 400_000);
            System.out.printf(
                    "a point of a stream through another replica: median %.0f ms later, 99 %% within %.0f ms, at most %.0f ms"
                            + " (%d points)%n",
                    millis[millis.length / 2], millis[millis.length * 99 / 100], millis[millis.length - 1], millis.length);
        } finally {
            close(two);
        }
    }

    private static double[] delays(List<MeasuredReplica> two, int steps) throws Exception {
        String job = location(two.get(0).post(NETWORK.formatted(steps, 50)));
        Map<Long, Long> here = new ConcurrentHashMap<>();
        Map<Long, Long> there = new ConcurrentHashMap<>();
        Thread one = Thread.startVirtualThread(() -> read(two.get(0), job, here));
        Thread other = Thread.startVirtualThread(() -> read(two.get(1), job, there));
        one.join();
        other.join();
        return there.keySet().stream()
                .filter(here::containsKey)
                .mapToDouble(point -> (there.get(point) - here.get(point)) / 1e6)
                .sorted()
                .toArray();
    }

    /** Notes when each point had come: an event's id is the number of points so far. */
    private static void read(MeasuredReplica replica, String job, Map<Long, Long> arrivals) {
        long points = 0;
        try (Stream<String> lines = replica.events(job)) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("id:") && line.substring(3).strip().matches("\\d+")) {
                    long upTo = Long.parseLong(line.substring(3).strip());
                    long now = System.nanoTime();
                    for (long point = points + 1; point <= upTo; point++) {
                        arrivals.put(point, now);
                    }
                    points = Math.max(points, upTo);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
