package dev.downhill.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestSharesTest {
    private static final int MB = 1 << 20;

    /** Requests may hold 10 MB: those of one client 5, large ones 8. */
    private final MemoryBudget budget = MemoryBudget.of(20 * MB);

    private final RequestShares shares = JsonTreeTest.shares(budget);

    @AfterEach
    void nothingIsHeldAfterwards() {
        assertThat(budget.held()).isZero();
        assertThat(shares.clients()).isZero();
    }

    @Test
    void requestReleasesWhatItTook() {
        try (RequestMemory memory = shares.open("ada")) {
            memory.take(100);
            memory.take(3 * MB);

            assertThat(memory.used()).isEqualTo(3 * MB + 100);
            assertThat(budget.held(Holder.REQUESTS)).isGreaterThanOrEqualTo(3 * MB + 100);
        }
    }

    @Test
    void refusesARequestBeyondAClientsShareForGood() {
        try (RequestMemory memory = shares.open("ada")) {
            memory.take(2 * MB);

            assertThatThrownBy(() -> memory.take(4 * MB)).isInstanceOfSatisfying(RequestTooHeavy.class, e -> {
                assertThat(e.bytes()).isEqualTo(6 * MB);
                assertThat(e.limit()).isEqualTo(5 * MB);
            });
        }
    }

    @Test
    void requestsOfAClientShareItsPart() {
        try (RequestMemory first = shares.open("ada");
                RequestMemory second = shares.open("ada");
                RequestMemory other = shares.open("bob")) {
            first.take(3 * MB);

            assertThatThrownBy(() -> second.take(3 * MB)).isInstanceOf(TryLater.class);
            other.take(3 * MB);
            first.close();
            second.take(3 * MB);
        }
    }

    @Test
    void smallRequestHasRoomBesideLargeOnes() {
        try (RequestMemory first = shares.open("ada");
                RequestMemory second = shares.open("bob");
                RequestMemory third = shares.open("eve");
                RequestMemory small = shares.open("joe")) {
            first.take(4 * MB);
            second.take(4 * MB - 64 * 1024);

            assertThatThrownBy(() -> third.take(MB)).isInstanceOf(TryLater.class);
            small.take(40 * 1024);
        }
    }

    @Test
    void handedOverMemoryOutlivesItsRequest() {
        Reservation kept;
        try (RequestMemory memory = shares.open("ada")) {
            memory.take(MB);
            memory.take(MB);
            memory.keep(MB);
            kept = memory.handOver(Holder.QUEUED_JOBS);
        }

        assertThat(budget.held(Holder.QUEUED_JOBS)).isEqualTo(MB);
        assertThat(budget.held(Holder.REQUESTS)).isZero();
        assertThat(shares.clients()).isZero();
        kept.close();
    }

    @Test
    void requestCanHandOverNothing() {
        try (RequestMemory memory = shares.open("ada");
                Reservation kept = memory.handOver(Holder.QUEUED_JOBS)) {
            assertThat(kept.bytes()).isZero();
        }
    }

    @Test
    void abandonedThreadTakesNothingMore() {
        try (RequestMemory memory = shares.open("ada")) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> memory.take(1)).isInstanceOf(CancellationException.class);

            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
