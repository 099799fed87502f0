package dev.downhill.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The threads of analyses: clients in turn, short ones beside long ones, and none longer than one may take. */
class AnalysesTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofHours(1);

    private final CountDownLatch occupied = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> requests = new ArrayList<>();
    private Analyses analyses = analyses(Map.of());

    private static Analyses analyses(Map<String, String> properties) {
        var all = new java.util.HashMap<>(Map.of(
                "downhill.analysis.threads", "1",
                "downhill.analysis.queue-length", "8",
                "downhill.analysis.max-time", "60s"));
        all.putAll(properties);
        return new Analyses(new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("downhill.analysis", AnalysisProperties.class));
    }

    @AfterEach
    void close() throws InterruptedException {
        release.countDown();
        for (Thread request : requests) {
            request.join();
        }
        analyses.close();
    }

    /** Asks as a client does, on a thread of its own; returns when the analysis waits or runs. */
    private void ask(String client, Duration estimate, Callable<?> work) {
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            var request = new MockHttpServletRequest();
            request.setRemoteAddr(client);
            RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
            Object unused = analyses.run(estimate, work);
        });
        requests.add(thread);
        thread.start();
        Await.until(
                "the analysis waits or runs",
                () -> thread.getState() == Thread.State.TIMED_WAITING || !thread.isAlive());
    }

    private Object occupy() throws InterruptedException {
        occupied.countDown();
        release.await();
        return "done";
    }

    private Callable<Object> noting(String what) {
        return () -> order.add(what);
    }

    @Test
    void aShortAnalysisDoesNotWaitForLongOnes() throws Exception {
        for (int i = 0; i < 3; i++) {
            ask("ada", LONG, this::occupy);
        }
        occupied.await();

        assertThat(analyses.run(SHORT, () -> "short")).isEqualTo("short");
    }

    @Test
    void clientsTakeTurns() throws Exception {
        ask("ada", LONG, this::occupy);
        occupied.await();
        ask("ada", LONG, noting("ada 1"));
        ask("ada", LONG, noting("ada 2"));
        ask("bob", LONG, noting("bob"));
        release.countDown();
        for (Thread request : requests) {
            request.join();
        }

        assertThat(order).containsExactly("ada 1", "bob", "ada 2");
    }

    @Test
    void oneClientTakesHalfOfTheQueue() throws Exception {
        ask("", LONG, this::occupy);
        occupied.await();
        for (int i = 0; i < 4; i++) {
            ask("", LONG, noting("mine"));
        }

        assertThatThrownBy(() -> analyses.run(noting("one more"))).isInstanceOf(AnalysesBusy.class);
        ask("bob", LONG, noting("bob's"));
        assertThat(requests.getLast().isAlive()).isTrue();
    }

    @Test
    void underestimatedAnalysisMovesToTheLongOnes() {
        analyses.close();
        analyses = analyses(Map.of("downhill.analysis.short-time", "10ms"));
        var begun = new AtomicInteger();

        String thread = analyses.run(SHORT, () -> {
            if (begun.incrementAndGet() == 1) {
                release.await();
            }
            return Thread.currentThread().getName();
        });

        assertThat(thread).isEqualTo("analysis-1");
        assertThat(begun).hasValue(2);
    }

    @Test
    void interruptsAnAnalysisThatTakesTooLong() throws Exception {
        analyses.close();
        analyses = analyses(Map.of("downhill.analysis.max-time", "50ms"));
        var interrupted = new CountDownLatch(1);

        assertThatThrownBy(() -> analyses.run(() -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return "late";
                }))
                .isInstanceOf(AnalysisTooLong.class);

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        analyses.close();
        analyses = analyses(Map.of());
        assertThat(analyses.run(() -> Thread.currentThread().isInterrupted())).isFalse();
    }

    @Test
    void rethrowsAnErrorOfAnAnalysis() {
        assertThatThrownBy(() -> analyses.run(() -> {
                    throw new OutOfMemoryError("of a test");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(analyses.run(() -> "next")).isEqualTo("next");
    }
}
