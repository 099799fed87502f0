package dev.downhill.survival;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;

/** A few errors are survived; after many, liveness is broken. */
class SurvivalTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Object> states = new CopyOnWriteArrayList<>();
    private final CountDownLatch said = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private Survival survival(int errors, Duration window, boolean exit) {
        var survival = new Survival(
                new SurvivalProperties(errors, window, exit),
                event -> {
                    states.add(((AvailabilityChangeEvent<?>) event).getState());
                    said.countDown();
                },
                meters,
                ended::countDown);
        survival.afterPropertiesSet();
        return survival;
    }

    private static Exception wrapped() {
        return new IllegalStateException(new RuntimeException(new OutOfMemoryError("of a test")));
    }

    @Test
    void survivesAllowedErrorsAndNotOneMore() throws Exception {
        try (Survival survival = survival(3, Duration.ofMinutes(1), true)) {
            for (int i = 0; i < 3; i++) {
                assertThat(survival.note(wrapped())).isTrue();
            }
            assertThat(states).isEmpty();

            assertThat(survival.note(new OutOfMemoryError("of a test"))).isTrue();

            assertThat(said.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(states).containsExactly(LivenessState.BROKEN);
            assertThat(meters.get("downhill.out.of.memory").functionCounter().count())
                    .isEqualTo(4);
        }
    }

    @Test
    void otherErrorsDoNotCount() {
        try (Survival survival = survival(1, Duration.ofMinutes(1), false)) {
            for (int i = 0; i < 10; i++) {
                assertThat(survival.note(new StackOverflowError())).isFalse();
                assertThat(survival.note(null)).isFalse();
            }
            assertThat(meters.get("downhill.out.of.memory").functionCounter().count())
                    .isZero();
        }
    }

    @Test
    void onlyErrorsWithinTheWindowCountTogether() {
        var recent = new RecentErrors(2, 100);

        assertThat(recent.isTooMany(0)).isFalse();
        assertThat(recent.isTooMany(50)).isFalse();
        assertThat(recent.isTooMany(101)).isFalse();
        assertThat(recent.isTooMany(150)).isTrue();
        assertThat(recent.isTooMany(300)).isFalse();
    }

    @Test
    void deathOfAThreadCounts() throws Exception {
        try (Survival survival = survival(1, Duration.ofMinutes(1), false)) {
            dieOfOutOfMemory();
            assertThat(states).isEmpty();

            dieOfOutOfMemory();

            assertThat(said.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(states).containsExactly(LivenessState.BROKEN);
            assertThat(survival).isNotNull();
        }
    }

    private static void dieOfOutOfMemory() throws InterruptedException {
        Thread thread = Thread.ofPlatform().start(() -> {
            throw new OutOfMemoryError("of a test");
        });
        thread.join();
    }
}
