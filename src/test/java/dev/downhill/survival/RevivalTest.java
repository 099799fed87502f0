package dev.downhill.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@ServiceTest
class RevivalTest {
    private final AtomicInteger begun = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();

    private void workThatFailsTwice() {
        int time = begun.incrementAndGet();
        if (time < 3) {
            throw new OutOfMemoryError("the heap is full, time " + time);
        }
    }

    private void run(Revival revival) throws InterruptedException {
        Thread thread = Thread.ofPlatform().unstarted(this::workThatFailsTwice);
        thread.setUncaughtExceptionHandler(revival);
        thread.start();
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void threadGoesOnAfterErrorsThatEndIt() throws Exception {
        run(new Revival(this::workThatFailsTwice, () -> true, error -> told.add(error.getMessage())));

        assertThat(begun).hasValue(3);
        assertThat(told).containsExactly("the heap is full, time 1", "the heap is full, time 2");
    }

    @Test
    void threadEndsIfItsWorkIsNotWantedAnyMore() throws Exception {
        run(new Revival(this::workThatFailsTwice, () -> false, error -> told.add(error.getMessage())));

        assertThat(begun).hasValue(1);
    }

    @Test
    void errorsOfTheListenerDoNotEndTheThread() throws Exception {
        var first = new AtomicBoolean(true);
        run(new Revival(this::workThatFailsTwice, () -> true, error -> {
            if (first.getAndSet(false)) {
                throw new OutOfMemoryError("no memory for a log line");
            }
        }));

        assertThat(begun).hasValue(3);
    }

    @Test
    void threadsThatAcceptAndPollConnectionsAreRevived(Service service) {
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("http-nio.*-(Poller|Acceptor)"))
                .toList();

        assertThat(service.port()).isPositive();
        assertThat(threads)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(thread ->
                        assertThat(thread.getUncaughtExceptionHandler()).isInstanceOf(Revival.class));
    }
}
