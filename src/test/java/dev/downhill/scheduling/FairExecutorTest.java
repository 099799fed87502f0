package dev.downhill.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FairExecutorTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begin = new CountDownLatch(1);
    private final CountDownLatch busy = new CountDownLatch(1);

    /** Occupies a thread until the test begins. */
    private void occupy(FairExecutor executor) throws InterruptedException {
        assertThat(executor.submit("blocker", () -> {
                    busy.countDown();
                    awaitBegin();
                }))
                .isEqualTo(FairExecutor.Admission.ACCEPTED);
        busy.await();
    }

    private void awaitBegin() {
        try {
            begin.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Runnable noting(String what) {
        return () -> order.add(what);
    }

    @Test
    void clientsTakeTurns() throws Exception {
        try (var executor = new FairExecutor("test", 1, 100, 50)) {
            occupy(executor);
            for (int i = 1; i <= 3; i++) {
                executor.submit("ada", noting("ada " + i));
            }
            executor.submit("bob", noting("bob 1"));
            executor.submit("cyd", noting("cyd 1"));
            begin.countDown();
            assertThat(executor.awaitIdle(LONG)).isTrue();
        }
        assertThat(order).containsExactly("ada 1", "bob 1", "cyd 1", "ada 2", "ada 3");
    }

    @Test
    void firstTaskOfAClientOvertakesItsOthersAlone() throws Exception {
        try (var executor = new FairExecutor("test", 1, 100, 50)) {
            occupy(executor);
            executor.submit("bob", noting("bob"));
            executor.submit("ada", noting("ada 1"));
            executor.submit("ada", noting("ada 2"));
            assertThat(executor.submitFirst("ada", noting("ada first"))).isEqualTo(FairExecutor.Admission.ACCEPTED);
            begin.countDown();
            assertThat(executor.awaitIdle(LONG)).isTrue();
        }
        assertThat(order).containsExactly("bob", "ada first", "ada 1", "ada 2");
    }

    @Test
    void clientWithoutARunningTaskComesFirst() throws Exception {
        var running = new CountDownLatch(1);
        try (var executor = new FairExecutor("test", 2, 100, 50)) {
            executor.submit("ada", () -> {
                running.countDown();
                awaitBegin();
            });
            running.await();
            occupy(executor);
            executor.submit("ada", noting("ada"));
            executor.submit("bob", noting("bob"));
            begin.countDown();
            assertThat(executor.awaitIdle(LONG)).isTrue();
        }
        assertThat(order).contains("ada", "bob");
    }

    @Test
    void queueIsBoundedInAllAndForEachClient() throws Exception {
        try (var executor = new FairExecutor("test", 1, 3, 2)) {
            occupy(executor);
            assertThat(executor.submit("ada", noting("1"))).isEqualTo(FairExecutor.Admission.ACCEPTED);
            assertThat(executor.submit("ada", noting("2"))).isEqualTo(FairExecutor.Admission.ACCEPTED);
            assertThat(executor.submit("ada", noting("3"))).isEqualTo(FairExecutor.Admission.CLIENT_SHARE_TAKEN);
            assertThat(executor.submit("bob", noting("4"))).isEqualTo(FairExecutor.Admission.ACCEPTED);
            assertThat(executor.submit("cyd", noting("5"))).isEqualTo(FairExecutor.Admission.QUEUE_FULL);
            assertThat(executor.waiting()).isEqualTo(3);
            begin.countDown();
            assertThat(executor.awaitIdle(LONG)).isTrue();
        }
        assertThat(order).containsExactlyInAnyOrder("1", "2", "4");
    }

    @Test
    void fullSharesLeavePlacesForAnotherClient() throws Exception {
        try (var executor = new FairExecutor("test", 1, 100, 50)) {
            occupy(executor);
            for (int client = 0; client < 4; client++) {
                for (int i = 0; i < 100; i++) {
                    FairExecutor.Admission unused = executor.submit("greedy " + client, () -> {});
                }
            }
            assertThat(executor.waiting()).isBetween(90, 95);

            assertThat(executor.submit("ada", noting("1"))).isEqualTo(FairExecutor.Admission.ACCEPTED);
            begin.countDown();
            assertThat(executor.awaitIdle(LONG)).isTrue();
        }
        assertThat(order).containsExactly("1");
    }

    @Test
    void withdrawsAQueuedTask() throws Exception {
        Runnable task = noting("withdrawn");
        try (var executor = new FairExecutor("test", 1, 10, 10)) {
            occupy(executor);
            executor.submit("ada", task);
            assertThat(executor.withdraw("ada", task)).isTrue();
            assertThat(executor.withdraw("ada", task)).isFalse();
            begin.countDown();
            assertThat(executor.awaitIdle(LONG)).isTrue();
        }
        assertThat(order).isEmpty();
    }

    @Test
    void errorOfATaskEndsThatTaskAlone() throws Exception {
        try (var executor = new FairExecutor("test", 1, 10, 10)) {
            executor.submit("ada", () -> {
                throw new OutOfMemoryError("of a test");
            });
            executor.submit("ada", noting("after it"));
            assertThat(executor.awaitIdle(LONG)).isTrue();
        }
        assertThat(order).containsExactly("after it");
    }

    @Test
    void shutdownRefusesTasksAndReturnsQueuedOnes() throws Exception {
        try (var executor = new FairExecutor("test", 1, 10, 10)) {
            occupy(executor);
            Runnable task = noting("never");
            executor.submit("ada", task);
            assertThat(executor.shutdown()).containsExactly(task);
            assertThat(executor.submit("ada", task)).isEqualTo(FairExecutor.Admission.CLOSED);
            begin.countDown();
            assertThat(executor.awaitIdle(LONG)).isTrue();
        }
        assertThat(order).isEmpty();
    }

    @Test
    void taskOfAnotherClientOvertakesFiveHundredQueuedTasks() throws Exception {
        try (var executor = new FairExecutor("test", 1, 1000, 500)) {
            occupy(executor);
            for (int i = 1; i <= 500; i++) {
                executor.submit("ada", noting("ada"));
            }
            executor.submit("bob", noting("bob"));
            begin.countDown();
            assertThat(executor.awaitIdle(LONG)).isTrue();
        }
        assertThat(order.indexOf("bob")).isLessThanOrEqualTo(1);
        assertThat(order).hasSize(501);
    }

    @Test
    void interruptEndsOneTaskAndNotTheNext() throws Exception {
        List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
        Runnable first = () -> {
            busy.countDown();
            awaitBegin();
            interrupted.add(Thread.currentThread().isInterrupted());
        };
        try (var executor = new FairExecutor("test", 1, 10, 10)) {
            assertThat(executor.interrupt(first)).isFalse();
            executor.submit("ada", first);
            executor.submit("ada", () -> interrupted.add(Thread.currentThread().isInterrupted()));
            busy.await();
            assertThat(executor.interrupt(first)).isTrue();
            assertThat(executor.awaitIdle(LONG)).isTrue();
            assertThat(executor.interrupt(first)).isFalse();
        }
        assertThat(interrupted).containsExactly(true, false);
    }
}
