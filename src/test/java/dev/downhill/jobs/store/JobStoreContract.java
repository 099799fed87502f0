package dev.downhill.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobFilter;
import dev.downhill.jobs.JobQueue;
import dev.downhill.jobs.JobStatus;
import dev.downhill.jobs.JobStore;
import dev.downhill.jobs.ListedJob;
import dev.downhill.security.Sight;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Fingerprint;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A store and its queue, in memory or in a database. */
public abstract class JobStoreContract {
    private static final JobFilter ALL = new JobFilter(null, null, null);
    private static final Instant MOMENT = Instant.parse("2026-11-26T10:00:00.123456789Z");

    protected abstract JobStore store();

    protected abstract JobQueue queue();

    private Job accepted(String client, JobSpecification specification) {
        long number = queue().nextNumber();
        var job = new Job("job-" + number, number, specification, client, MOMENT);
        queue().admit(job);
        store().add(job);
        queue().keep(job);
        return job;
    }

    private Job ended(String client) {
        return ended(accepted(client, FirstLesson.specification()), MOMENT.plusSeconds(2));
    }

    private Job ended(Job job, Instant end) {
        JobQueue.Turn turn = queue().turn(job, MOMENT.plusSeconds(1));
        assertThat(turn).isNotNull();
        var trainer = new Trainer(job.specification());
        job.start(Job.Run.of(trainer), MOMENT.plusSeconds(1));
        TrainingResult result = trainer.run(Interruption.NEVER);
        assertThat(queue().end(job, job.succeeded(result, List.of(), end))).isTrue();
        return job;
    }

    private static String fingerprint(Job job) {
        TrainingResult result = Objects.requireNonNull(job.state().result());
        return Fingerprint.of(
                job.specification(),
                Objects.requireNonNull(job.state().trajectory()),
                result.checkpoint(),
                result.finalLoss());
    }

    @Test
    void findsAJobAsItEnded() {
        Job job = ended("ada");

        Job found = store().find(job.id()).orElseThrow();

        assertThat(found.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(found.createdAt()).isEqualTo(MOMENT);
        assertThat(found.state().startedAt()).isEqualTo(MOMENT.plusSeconds(1));
        assertThat(found.state().finishedAt()).isEqualTo(MOMENT.plusSeconds(2));
        assertThat(fingerprint(found)).isEqualTo(fingerprint(job));
    }

    @Test
    void listsTheNewestFirstAndSelects() {
        Job first = ended("student ada");
        Job second = accepted("student bob", FirstLesson.specification());

        assertThat(store().list(ALL, Sight.ALL, Long.MAX_VALUE, 10))
                .containsExactly(ListedJob.of(second), ListedJob.of(first));
        assertThat(store().list(ALL, Sight.ALL, Long.MAX_VALUE, 1)).containsExactly(ListedJob.of(second));
        assertThat(store().list(ALL, Sight.ALL, second.number(), 10)).containsExactly(ListedJob.of(first));
        assertThat(store().list(ALL, new Sight("student bob"), Long.MAX_VALUE, 10))
                .containsExactly(ListedJob.of(second));
        assertThat(store().list(new JobFilter(null, Outcome.COMPLETED, null), Sight.ALL, Long.MAX_VALUE, 10))
                .containsExactly(ListedJob.of(first));
        assertThat(store().list(new JobFilter(JobStatus.QUEUED, null, null), Sight.ALL, Long.MAX_VALUE, 10))
                .containsExactly(ListedJob.of(second));
        Job third = accepted("127.0.0.1", FirstLesson.specification());
        assertThat(store().list(ALL, new Sight("student bob"), Long.MAX_VALUE, 10))
                .containsExactly(ListedJob.of(third), ListedJob.of(second));
        assertThat(store().list(ALL, new Sight(""), Long.MAX_VALUE, 10)).containsExactly(ListedJob.of(third));
        assertThat(store().list(new JobFilter(null, null, "lesson"), new Sight("teacher"), Long.MAX_VALUE, 10))
                .isEmpty();
    }

    @Test
    void removedJobIsGone() {
        Job job = ended("ada");

        store().remove(job);

        assertThat(store().find(job.id())).isEmpty();
        assertThat(store().list(ALL, Sight.ALL, Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void removesJobsThatEndedBeforeAMomentAndNoOthers() {
        Job early = ended("ada");
        Job late = ended(accepted("ada", FirstLesson.specification()), MOMENT.plusSeconds(9));
        Job queued = accepted("ada", FirstLesson.specification());

        store().removeEndedBefore(MOMENT.plusSeconds(5));

        assertThat(store().find(early.id())).isEmpty();
        assertThat(store().find(late.id())).isPresent();
        assertThat(store().find(queued.id())).isPresent();
    }

    @Test
    void jobThatWaitsIsCancelledAtOnceAndRunsNoMore() {
        Job job = accepted("ada", FirstLesson.specification());

        assertThat(queue().cancel(job, "by request", MOMENT)).isEqualTo(JobQueue.Cancellation.AT_ONCE);

        assertThat(queue().cancel(job, "again", MOMENT)).isEqualTo(JobQueue.Cancellation.NONE);
        Job found = store().find(job.id()).orElseThrow();
        assertThat(found.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(found.state().error()).isEqualTo("by request");
    }
}
