package dev.downhill.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobStatus;
import dev.downhill.jobs.ListedJob;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.Trainer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JobStatusTest {
    private static final JobSpecification SPECIFICATION = FirstLesson.specification();

    @Test
    void onlyTheseTransitionsArePossible() {
        Map<JobStatus, Set<JobStatus>> allowed = Map.of(
                JobStatus.QUEUED, Set.of(JobStatus.RUNNING, JobStatus.CANCELLED, JobStatus.FAILED),
                JobStatus.RUNNING, Set.of(JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED),
                JobStatus.SUCCEEDED, Set.of(),
                JobStatus.FAILED, Set.of(),
                JobStatus.CANCELLED, Set.of());
        for (JobStatus from : JobStatus.values()) {
            for (JobStatus to : JobStatus.values()) {
                assertThat(from.canBecome(to))
                        .as("%s to %s", from, to)
                        .isEqualTo(allowed.getOrDefault(from, Set.of()).contains(to));
            }
        }
    }

    @Test
    void jobCancelledAtAnyMomentEndsOnce() throws Exception {
        for (int round = 0; round < 2000; round++) {
            var job = new Job("job", 1, SPECIFICATION, "client", Instant.EPOCH);
            var go = new CountDownLatch(1);
            var cancelled = new AtomicInteger();
            Thread runner = Thread.ofVirtual().start(() -> run(job, go));
            Thread canceller = Thread.ofVirtual().start(() -> {
                await(go);
                cancelled.addAndGet(job.cancel("stress", Instant.EPOCH) ? 1 : 0);
            });
            go.countDown();
            runner.join();
            canceller.join();

            assertThat(job.status().hasEnded()).isTrue();
            if (cancelled.get() == 0) {
                assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
            }
            if (job.status() == JobStatus.CANCELLED) {
                assertThat(job.state().error()).isEqualTo("stress");
            }
        }
    }

    @Test
    void cancelledRunIsNoQueuedJobAfterItsEnd() {
        var job = new Job("job", 1, SPECIFICATION, "client", Instant.EPOCH);
        var trainer = new Trainer(SPECIFICATION);
        assertThat(job.start(Job.Run.of(trainer), Instant.EPOCH)).isTrue();

        assertThat(job.cancelQueued("no", Instant.EPOCH)).isFalse();
        assertThat(job.cancelRunning("yes")).isTrue();
        job.succeed(trainer.run(() -> Outcome.CANCELLED), List.of(), Instant.EPOCH);

        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(job.cancelQueued("no", Instant.EPOCH)).isFalse();
        assertThat(job.cancelRunning("no")).isFalse();
    }

    @Test
    void queuedForkIsListedAtItsStart() {
        Checkpoint initial = Checkpoint.initial(SPECIFICATION);
        var start = new Checkpoint(4, initial.parameters(), initial.state(), initial.place());
        var job = new Job("job", 1, SPECIFICATION, start, "client", Instant.EPOCH);

        assertThat(JobView.of(job).progress()).isEqualTo(new JobView.Progress(4, 10));
        assertThat(JobSummary.of(ListedJob.of(job)).progress()).isEqualTo(new JobView.Progress(4, 10));
    }

    private static void run(Job job, CountDownLatch go) {
        await(go);
        var trainer = new Trainer(SPECIFICATION);
        Interruption interruption = () -> job.isToBeCancelled() ? Outcome.CANCELLED : null;
        if (job.start(Job.Run.of(trainer), Instant.EPOCH)) {
            job.succeed(trainer.run(interruption), List.of(), Instant.EPOCH);
        }
    }

    private static void await(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
