package dev.downhill.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.downhill.FirstLesson;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobFilter;
import dev.downhill.jobs.JobMemory;
import dev.downhill.jobs.JobStore;
import dev.downhill.jobs.JobsProperties;
import dev.downhill.jobs.ListedJob;
import dev.downhill.memory.BudgetTaken;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import dev.downhill.security.Sight;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.replay.Fork;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.RunMemory;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class InMemoryJobStoreTest {
    private static final JobFilter ALL = new JobFilter(null, null, null);
    private static final JobSpecification SPECIFICATION = FirstLesson.specification();

    @Test
    void evictsTheOldestEndedJobOfTooMany() {
        JobStore store = store(2, DataSize.ofMegabytes(1));
        Job first = ended(1);
        Job second = ended(2);
        Job third = ended(3);

        store.add(first);
        store.add(second);
        store.add(third);

        assertThat(store.find(first.id())).isEmpty();
        assertThat(store.list(ALL, Sight.ALL, Long.MAX_VALUE, 10))
                .extracting(ListedJob::id)
                .containsExactly(third.id(), second.id());
    }

    @Test
    void evictsAnEndedJobBeyondTheByteLimit() {
        JobStore store = store(100, DataSize.ofBytes(2 * ended(0).bytes()));

        for (int number = 1; number <= 10; number++) {
            store.add(ended(number));
        }

        assertThat(store.list(ALL, Sight.ALL, Long.MAX_VALUE, 10))
                .extracting(ListedJob::number)
                .containsExactly(10L, 9L);
    }

    @Test
    void neverEvictsAJobThatHasNotEnded() {
        JobStore store = store(1, DataSize.ofBytes(1));
        Job queued = new Job("queued", 1, SPECIFICATION, "client", Instant.EPOCH);

        store.add(queued);
        store.add(ended(2));
        store.add(new Job("queued too", 3, SPECIFICATION, "client", Instant.EPOCH));

        assertThat(store.list(ALL, Sight.ALL, Long.MAX_VALUE, 10))
                .extracting(ListedJob::number)
                .containsExactly(3L, 1L);
    }

    @Test
    void evictsTheOldestWhenEndedRunsGrow() {
        JobStore store = store(100, DataSize.ofBytes(2 * ended(0).bytes()));
        List<Job> waiting = List.of(queued(1), queued(2), queued(3));
        waiting.forEach(store::add);

        waiting.forEach(InMemoryJobStoreTest::run);
        store.makeRoom();

        assertThat(store.list(ALL, Sight.ALL, Long.MAX_VALUE, 10))
                .extracting(ListedJob::number)
                .containsExactly(3L, 2L);
    }

    @Test
    void evictsEndedJobsByAge() {
        JobStore store = store(100, DataSize.ofMegabytes(1));
        Job queued = new Job("queued", 1, SPECIFICATION, "client", Instant.EPOCH);
        store.add(queued);
        store.add(ended(2));

        store.removeEndedBefore(Instant.EPOCH);
        assertThat(store.count()).isEqualTo(2);

        store.removeEndedBefore(Instant.EPOCH.plusMillis(1));
        assertThat(store.list(ALL, Sight.ALL, Long.MAX_VALUE, 10))
                .extracting(ListedJob::id)
                .containsExactly(queued.id());
        assertThat(store.bytes()).isEqualTo(queued.bytes());
    }

    @Test
    void clientThatHoldsMostMakesRoom() {
        JobStore store = store(5, DataSize.ofMegabytes(1));
        store.add(ended(1, "ada"));
        for (int number = 2; number <= 9; number++) {
            store.add(ended(number, "bob"));
        }

        assertThat(store.list(ALL, Sight.ALL, Long.MAX_VALUE, 10))
                .extracting(ListedJob::number)
                .containsExactly(9L, 8L, 7L, 6L, 1L);
    }

    @Test
    void memoryShortageEvictsEndedJobs() {
        var budget = MemoryBudget.of(100_000);
        JobStore store = new InMemoryJobStore(properties(100, DataSize.ofMegabytes(1)), budget);
        for (int number = 1; number <= 16; number++) {
            keep(store, counted(number, budget), budget);
        }
        long before = budget.held(Holder.ENDED_JOBS);

        try (Reservation needed = budget.reserve(Holder.RUNNING_JOBS, 60_000)) {
            assertThat(needed.bytes()).isEqualTo(60_000);
        }

        assertThat(budget.held(Holder.ENDED_JOBS)).isLessThan(before);
        assertThat(store.count()).isBetween(1, 15);
        assertThat(store.list(ALL, Sight.ALL, Long.MAX_VALUE, 1))
                .extracting(ListedJob::number)
                .containsExactly(16L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11})
    void hopelessShortageEvictsNothingOfASmallClient(int jobsOfAnother) {
        var budget = MemoryBudget.of(400_000);
        JobStore store = new InMemoryJobStore(properties(100, DataSize.ofMegabytes(1)), budget);
        keep(store, counted(1, "ada", budget), budget);
        for (int number = 2; number < 2 + jobsOfAnother; number++) {
            keep(store, counted(number, "bob", budget), budget);
        }

        try (Reservation others = budget.reserve(Holder.ANSWERS, 150_000)) {
            assertThatExceptionOfType(BudgetTaken.class).isThrownBy(() -> budget.reserve(Holder.RUNNING_JOBS, 240_000));
            assertThat(others.bytes()).isPositive();
        }

        assertThat(store.list(ALL, Sight.ALL, Long.MAX_VALUE, 10))
                .extracting(ListedJob::client)
                .contains("ada")
                .hasSizeLessThanOrEqualTo(Math.max(1, jobsOfAnother));
    }

    private static void keep(JobStore store, Job job, MemoryBudget budget) {
        store.add(job);
        run(job);
        try (Reservation none = budget.reserve(Holder.RUNNING_JOBS, 0)) {
            job.memory().keep(6000, none);
        }
    }

    private static Job counted(long number, MemoryBudget budget) {
        return counted(number, "client", budget);
    }

    private static Job counted(long number, String client, MemoryBudget budget) {
        Checkpoint start = Checkpoint.initial(SPECIFICATION);
        JobMemory memory = JobMemory.reserve(budget, SPECIFICATION, start, RunMemory.of(SPECIFICATION, 0));
        return new Job("job " + number, number, new Fork(SPECIFICATION, start), null, memory, client, Instant.EPOCH);
    }

    private static Job ended(long number, String client) {
        var job = new Job("job " + number, number, SPECIFICATION, client, Instant.EPOCH);
        run(job);
        return job;
    }

    private static JobStore store(int jobs, DataSize bytes) {
        return new InMemoryJobStore(properties(jobs, bytes), MemoryBudget.of(1L << 30));
    }

    private static JobsProperties properties(int jobs, DataSize bytes) {
        return new JobsProperties(
                1,
                Duration.ZERO,
                1,
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                10,
                Duration.ZERO,
                Duration.ofHours(1),
                jobs,
                bytes);
    }

    private static Job ended(long number) {
        return ended(number, "client");
    }

    private static Job queued(long number) {
        return new Job("job " + number, number, SPECIFICATION, "client", Instant.EPOCH);
    }

    private static void run(Job job) {
        var trainer = new Trainer(SPECIFICATION);
        job.start(Job.Run.of(trainer), Instant.EPOCH);
        TrainingResult result = trainer.run(Interruption.NEVER);
        job.succeed(result, List.of(), Instant.EPOCH);
    }
}
