package dev.downhill.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.downhill.Await;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the budget counts for things that are kept is what the heap holds more than before, as the JVM's histogram says. */
@Isolated("It reads the histogram of the heap that all tests share.")
@ServiceTest(
        properties = {
            "downhill.memory.budget=512MB",
            "downhill.web.posts-per-second=0",
            "downhill.sweeps.active=50",
            "downhill.sweeps.client-active=50"
        })
class CountedMemoryTest {
    private static final int SENDERS = 8;

    @Autowired
    private MemoryBudget budget;

    private final Service service;
    private final AtomicInteger names = new AtomicInteger();

    /** Something that is kept, and how many of it take some megabytes. */
    enum Kept {
        FIRST_LESSON("/jobs", 800, FirstLesson.JSON),
        RECORDED("/jobs", 40, """
                {"model": {"layers": [{"type": "linear", "units": 15, "activation": "tanh"}, {"type": "linear", "units": 1}]},
                 "data": {"generator": "plane", "n": 4}, "steps": 1000, "record": {"every": 1, "gradients": true}}"""),
        NETWORK("/jobs", 6, """
                {"model": {"layers": [{"type": "linear", "units": 200, "activation": "relu"},
                   {"type": "linear", "units": 200, "activation": "relu"}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "spiral", "n": 50}, "optimizer": {"type": "adam", "learningRate": 0.001}, "steps": 20,
                 "record": {"parameters": "none"}}"""),
        GENERATED_ROWS("/jobs", 10, """
                {"model": {"layers": [{"type": "linear", "units": 1}]}, "data": {"generator": "plane", "n": 30000}, "steps": 1}"""),
        ROWS("/jobs", 20, """
                {"model": {"expression": "w * x", "parameters": {"w": 0}}, "data": {"x": [%1$s], "y": [%1$s]}, "steps": 1}""".formatted(numbers(10_000))),
        WIDE_ROWS("/jobs", 20, """
                {"model": {"layers": [{"type": "linear", "units": 1}]}, "data": {"x": [[%1$s], [%1$s]], "y": [1, 2]}, "steps": 1}""".formatted(numbers(10_000))),
        PARAMETERS("/jobs", 20, """
                {"model": {"expression": "sum(w) * x", "parameters": {"w": [%s]}}, "data": {"x": [1], "y": [1]}, "steps": 1}""".formatted(numbers(10_000))),
        TEXT("/jobs", 10, """
                {"model": {"layers": [{"type": "embedding", "embeddingDim": 2}, {"type": "flatten"}, {"type": "linear", "units": 3}]},
                 "data": {"text": "%s", "context": 20}, "batchSize": 8, "steps": 1}""".formatted("abc".repeat(1500))),
        TABLE("/jobs", 20, """
                {"model": {"layers": [{"type": "linear", "units": 1}]}, "data": {"csv": "a,b\\n%s", "target": "b"}, "steps": 1}""".formatted("1,2\\n".repeat(10_000))),
        SWEEP(
                "/sweeps",
                10,
                "{\"specification\": " + FirstLesson.JSON + ", \"grid\": {\"/seed\": [" + numbers(60) + "]}}"),
        DATA_SET("/datasets", 20, "a,b\n" + "1.5,2.5\n".repeat(40_000));

        private final String path;
        private final int count;
        private final String body;

        Kept(String path, int count, String body) {
            this.path = path;
            this.count = count;
            this.body = body;
        }

        private static String numbers(int count) {
            return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
        }
    }

    CountedMemoryTest(Service service) {
        this.service = service;
    }

    private void make(Kept kind, int count) throws Exception {
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                answers.add(senders.submit(() -> send(kind)));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).as(answer.get().body()).isIn(201, 202);
            }
        }
        awaitEnd();
    }

    private HttpResponse<String> send(Kept kind) throws Exception {
        if (kind == Kept.DATA_SET) {
            return service.send("POST", kind.path, kind.body, "Content-Type", "text/csv");
        }
        // Jobs of one specification share it, and each counts it; so each has its own here.
        String own = kind.body.replace("{\"model\"", "{\"name\": \"" + names.getAndIncrement() + "\", \"model\"");
        HttpResponse<String> answer = service.send("POST", kind.path, own, "Prefer", "wait=30");
        if (kind == Kept.NETWORK) {
            // The state that a step was opened with is kept too, until another is opened.
            assertThat(service.get(Service.location(answer) + "/steps/15").statusCode())
                    .isEqualTo(200);
        }
        return answer;
    }

    /** Waits until nothing runs and nothing is on its way. */
    private void awaitEnd() {
        Await.until(
                "nothing runs",
                () -> budget.held(Holder.QUEUED_JOBS) + budget.held(Holder.RUNNING_JOBS) + budget.held(Holder.REQUESTS)
                        == 0);
    }

    /** Returns the bytes of all objects that can be reached, after a collection. */
    private static long heap() throws Exception {
        Object histogram = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        String total = histogram
                .toString()
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.strip().split(" +", -1)[2]);
    }

    /** @param held the bytes that the heap has more in use after all were made */
    private record Measured(long counted, long held) {
        boolean agrees() {
            return Math.abs(counted - held) <= held / 4;
        }
    }

    private Measured measure(Kept kind) throws Exception {
        make(kind, Math.max(2, kind.count / 10));
        long heapBefore = heap();
        long countedBefore = budget.held();

        make(kind, kind.count);

        long counted = budget.held() - countedBefore;
        return new Measured(counted, heap() - heapBefore);
    }

    /** What other tests of this process left behind may end during a measurement, so three are made at most. */
    @ParameterizedTest
    @EnumSource
    void countedBytesAreHeldBytes(Kept kind) throws Exception {
        Measured measured = measure(kind);
        for (int i = 1; i < 3 && !measured.agrees(); i++) {
            measured = measure(kind);
        }

        assertThat(measured.counted()).isCloseTo(measured.held(), withinPercentage(25));
    }
}
