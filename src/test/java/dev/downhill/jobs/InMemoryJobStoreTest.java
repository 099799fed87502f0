package dev.downhill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.training.Interruption;
import dev.downhill.training.Trainer;
import dev.downhill.training.TrainingResult;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.Limits;
import dev.downhill.training.specification.SpecificationReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class InMemoryJobStoreTest {
    private static final JobSpecification SPECIFICATION =
            new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree("""
                    {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]}}
                    """));

    @Test
    void theOldestEndedJobLeavesWhenThereAreTooMany() {
        JobStore store = store(2, DataSize.ofMegabytes(1));
        Job first = ended(1);
        Job second = ended(2);
        Job third = ended(3);

        store.add(first);
        store.add(second);
        store.add(third);

        assertThat(store.find(first.id())).isEmpty();
        assertThat(store.list(job -> true, Long.MAX_VALUE, 10)).containsExactly(third, second);
    }

    @Test
    void anEndedJobLeavesWhenTheBytesAreTooMany() {
        JobStore store = store(100, DataSize.ofBytes(2 * ended(0).bytes()));

        for (int number = 1; number <= 10; number++) {
            store.add(ended(number));
        }

        assertThat(store.list(job -> true, Long.MAX_VALUE, 10))
                .extracting(Job::number)
                .containsExactly(10L, 9L);
    }

    @Test
    void aJobThatHasNotEndedNeverLeaves() {
        JobStore store = store(1, DataSize.ofBytes(1));
        Job queued = new Job("queued", 1, SPECIFICATION, "client", Instant.EPOCH);

        store.add(queued);
        store.add(ended(2));
        store.add(new Job("queued too", 3, SPECIFICATION, "client", Instant.EPOCH));

        assertThat(store.list(job -> true, Long.MAX_VALUE, 10))
                .extracting(Job::number)
                .containsExactly(3L, 1L);
    }

    @Test
    void whereRunsThatEndedTakeMoreThanBeforeTheOldestLeaves() {
        JobStore store = store(100, DataSize.ofBytes(2 * ended(0).bytes()));
        List<Job> waiting = List.of(queued(1), queued(2), queued(3));
        waiting.forEach(store::add);

        waiting.forEach(InMemoryJobStoreTest::run);
        store.makeRoom();

        assertThat(store.list(job -> true, Long.MAX_VALUE, 10))
                .extracting(Job::number)
                .containsExactly(3L, 2L);
    }

    @Test
    void endedJobsLeaveByTheirAge() {
        JobStore store = store(100, DataSize.ofMegabytes(1));
        Job queued = new Job("queued", 1, SPECIFICATION, "client", Instant.EPOCH);
        store.add(queued);
        store.add(ended(2));

        store.removeEndedBefore(Instant.EPOCH);
        assertThat(store.count()).isEqualTo(2);

        store.removeEndedBefore(Instant.EPOCH.plusMillis(1));
        assertThat(store.list(job -> true, Long.MAX_VALUE, 10)).containsExactly(queued);
        assertThat(store.bytes()).isEqualTo(queued.bytes());
    }

    private static JobStore store(int jobs, DataSize bytes) {
        return new InMemoryJobStore(new JobsProperties(
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
                bytes));
    }

    private static Job ended(long number) {
        Job job = queued(number);
        run(job);
        return job;
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
