package dev.downhill.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    @Test
    void aReservationHoldsBytesUntilItIsClosed() {
        var budget = MemoryBudget.of(1000);
        try (Reservation reservation = budget.reserve(Holder.RUNNING_JOBS, 300)) {
            assertThat(budget.held(Holder.RUNNING_JOBS)).isEqualTo(300);
            reservation.grow(200);
            assertThat(budget.held()).isEqualTo(500);
            reservation.shrinkTo(100);
            reservation.moveTo(Holder.ENDED_JOBS);
            assertThat(budget.held(Holder.RUNNING_JOBS)).isZero();
            assertThat(budget.held(Holder.ENDED_JOBS)).isEqualTo(100);
            reservation.close();
        }
        assertThat(budget.held()).isZero();
    }

    @Test
    void refusesBytesBeyondAShareForEver() {
        var budget = MemoryBudget.of(1000);
        assertThatExceptionOfType(ExceedsBudget.class)
                .isThrownBy(() -> budget.reserve(Holder.RUNNING_JOBS, 601))
                .withMessageContaining("running jobs");
        assertThat(budget.held()).isZero();
    }

    @Test
    void refusesBytesThatOthersHoldForNow() {
        var budget = MemoryBudget.of(1000);
        Reservation other = budget.reserve(Holder.RUNNING_JOBS, 500);
        assertThatExceptionOfType(BudgetTaken.class).isThrownBy(() -> budget.reserve(Holder.RUNNING_JOBS, 200));
        other.close();
        assertThat(budget.reserve(Holder.RUNNING_JOBS, 200).bytes()).isEqualTo(200);
    }

    @Test
    void keepsATenthForRequests() {
        var budget = MemoryBudget.of(1000);
        budget.reserve(Holder.RUNNING_JOBS, 600);
        assertThatExceptionOfType(BudgetTaken.class).isThrownBy(() -> budget.reserve(Holder.ANSWERS, 350));
        assertThat(budget.reserve(Holder.REQUESTS, 350).bytes()).isEqualTo(350);
    }

    @Test
    void evictsEndedJobsWhenBytesAreShort() {
        var budget = MemoryBudget.of(1000);
        List<Reservation> ended = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ended.add(budget.reserve(Holder.ENDED_JOBS, 100));
        }
        budget.onShortage(Holder.ENDED_JOBS, bytes -> {
            for (long freed = 0; freed < bytes && !ended.isEmpty(); freed += 100) {
                ended.removeFirst().close();
            }
        });

        assertThat(budget.reserve(Holder.RUNNING_JOBS, 450).bytes()).isEqualTo(450);
        assertThat(ended).hasSize(4);
    }

    @Test
    void holderWithItsWholeShareEvictsNothingOfOthers() {
        var budget = MemoryBudget.of(1000);
        try (Reservation answers = budget.reserve(Holder.ANSWERS, 390);
                Reservation ended = budget.reserve(Holder.ENDED_JOBS, 500)) {
            budget.onShortage(Holder.ENDED_JOBS, bytes -> ended.close());

            assertThatExceptionOfType(BudgetTaken.class).isThrownBy(() -> budget.reserve(Holder.ANSWERS, 20));

            assertThat(answers.bytes() + ended.bytes()).isEqualTo(890);
        }
    }

    @Test
    void manyThreadsReleaseAllThatTheyTake() throws Exception {
        var budget = MemoryBudget.of(10_000);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                var random = new SplittableRandom(thread);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 5000; i++) {
                        takeAndGiveBack(budget, random);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(budget.held()).isZero();
        for (Holder holder : Holder.values()) {
            assertThat(budget.held(holder)).isZero();
        }
    }

    private static Holder any(SplittableRandom random) {
        List<Holder> holders = List.of(Holder.values());
        return holders.get(random.nextInt(holders.size()));
    }

    private static void takeAndGiveBack(MemoryBudget budget, SplittableRandom random) {
        Holder holder = any(random);
        try (Reservation reservation = budget.reserve(holder, random.nextInt(800))) {
            reservation.grow(random.nextInt(200));
            reservation.moveTo(any(random));
            reservation.shrinkTo(random.nextInt(500));
            assertThat(budget.held()).isBetween(0L, budget.total());
        } catch (BudgetTaken | ExceedsBudget e) {
            assertThat(e).hasMessageContaining("memory");
        }
    }
}
