package dev.downhill.jobs;

import dev.downhill.memory.MemoryBudget;
import dev.downhill.requests.RequestMemory;
import dev.downhill.scheduling.Changes;
import dev.downhill.security.Caller;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Patience;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.replay.Fork;
import dev.downhill.training.run.Watch;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The jobs of this service: submitted here, found here. */
@Component
public final class Jobs {
    private static final int ID_BYTES = 16;

    private final RunPlans plans;
    private final JobStore store;
    private final JobRunner runner;
    private final JobQueue queue;
    private final JobMetrics metrics;
    private final MemoryBudget budget;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Jobs(
            RunPlans plans,
            JobStore store,
            JobRunner runner,
            JobQueue queue,
            JobMetrics metrics,
            MemoryBudget budget,
            Clock clock) {
        this.plans = plans;
        this.store = store;
        this.runner = runner;
        this.queue = queue;
        this.metrics = metrics;
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * Returns a new job, stored and in the queue.
     *
     * @param memory of the request; what the specification holds goes over to the job
     * @param client who sent it
     * @param answer when the client hears of the job
     * @throws dev.downhill.specification.fault.InvalidSpecification if it cannot run
     * @throws QueueFull if too many jobs are queued; nothing is stored then
     */
    public Job submit(JsonNode json, RequestMemory memory, String client, Answer answer) {
        return submit(newId(), () -> plans.of(json, memory), null, memory, client, answer);
    }

    /** When a client hears of its new job. */
    public enum Answer {
        /** At once: the job is kept first. */
        AT_ONCE,
        /** After a wait for its end: whoever answers calls {@link Jobs#keep} first. */
        LATER
    }

    /**
     * Keeps a job before its client hears of it; the job ends and is forgotten where it cannot be kept.
     *
     * @throws dev.downhill.api.Refusal if it cannot be kept now
     */
    public void keep(Job job) {
        try {
            queue.keep(job);
        } catch (RuntimeException e) {
            discard(job);
            throw e;
        }
    }

    private void discard(Job job) {
        boolean unused = job.cancel("the service could not keep the job", clock.instant());
        runner.withdraw(job);
        store.remove(job);
    }

    /** Returns what tells of each job that leaves the queue or ends. */
    public Changes departures() {
        return runner.departures();
    }

    /**
     * Returns a new job that continues from a state of another.
     *
     * @param changes to the other's specification
     * @param numbers new values of weights, by their names
     * @param memory of the request; what the specification holds goes over to the job
     * @param answer when the client hears of the job
     * @throws dev.downhill.specification.fault.InvalidSpecification if they are not possible
     * @throws QueueFull if too many jobs are queued; nothing is stored then
     */
    public Job fork(
            Job from,
            Checkpoint start,
            ObjectNode changes,
            Map<String, Double> numbers,
            RequestMemory memory,
            String client,
            Answer answer) {
        Checkpoint waiting = waiting(from, start);
        return submit(
                newId(),
                () -> plans.of(
                        reader -> Fork.of(from.specification(), waiting, changes, reader)
                                .with(numbers),
                        memory),
                new ForkOf(from.id(), start.step(), numbers),
                memory,
                client,
                answer);
    }

    /** Returns a state of a job with its wait for a better metric of the test rows, which steps taken again do not evaluate. */
    private static Checkpoint waiting(Job from, Checkpoint start) {
        Trajectory trajectory = from.state().trajectory();
        if (trajectory == null || !from.specification().stop().watchesTestRows()) {
            return start;
        }
        Patience patience = Watch.at(from.specification(), from.start(), trajectory, start.step());
        return new Checkpoint(
                start.step(), start.parameters(), start.state(), start.place().with(patience));
    }

    private Job submit(
            String id,
            Supplier<RunPlan> planning,
            @Nullable ForkOf forkOf,
            RequestMemory memory,
            String client,
            Answer answer) {
        if (!runner.isAccepting()) {
            throw new ShuttingDown();
        }
        long before = memory.used();
        RunPlan plan = planning.get();
        Fork run = plan.run();
        memory.keep(before + run.specification().bytes());
        JobMemory kept = JobMemory.reserve(budget, run.specification(), run.start(), plan.memory());
        // From here on the job counts its specification itself.
        memory.keep(before);
        var job = new Job(id, queue.nextNumber(), run, forkOf, kept, client, clock.instant());
        try {
            queue.admit(job);
            store.add(job);
            if (answer == Answer.AT_ONCE) {
                queue.keep(job);
            }
            runner.submit(job, plan.lane());
        } catch (RuntimeException | Error e) {
            // The service began to stop after the job was kept. Another process may run it already.
            if (e instanceof ShuttingDown && answer == Answer.AT_ONCE && queue.handOver(job)) {
                return job;
            }
            try {
                store.remove(job);
            } finally {
                kept.close();
            }
            throw e;
        }
        return job;
    }

    /**
     * Returns a new job, stored and in the queue, for another feature to follow.
     *
     * @param id the id of the job, from {@link #newId}
     * @param memory the memory that its specification takes its bytes from
     * @param client the owner of the job
     * @throws dev.downhill.specification.fault.InvalidSpecification if it cannot run
     * @throws QueueFull if too many jobs are queued
     * @throws ShuttingDown if the service is shutting down
     */
    public SubmittedJob accept(String id, JsonNode json, RequestMemory memory, String client) {
        Job job = submit(id, () -> plans.of(json, memory), null, memory, client, Answer.AT_ONCE);
        return new SubmittedJob(job, this);
    }

    /** Returns a job as long as it is kept. */
    public Optional<SubmittedJob> find(String id) {
        return store.find(id).map(job -> new SubmittedJob(job, this));
    }

    /**
     * Cancels a job.
     *
     * @throws JobNotFound if there is no such job
     * @throws JobEnded if there is nothing to cancel any more
     */
    public Job cancel(String id) {
        Job job = get(id);
        if (!cancel(job)) {
            throw new JobEnded(job);
        }
        return job;
    }

    /** Cancels a job; returns false, and nothing happens, where it has ended. */
    public boolean cancel(Job job) {
        JobQueue.Cancellation effect = queue.cancel(job, "cancelled by request", clock.instant());
        if (effect == JobQueue.Cancellation.AT_ONCE) {
            runner.withdraw(job);
            metrics.ended(job);
        }
        return effect != JobQueue.Cancellation.NONE;
    }

    /**
     * Forgets a job, which is cancelled first.
     *
     * @throws JobNotFound if there is no such job
     */
    public void delete(String id) {
        Job job = get(id);
        boolean unused = cancel(job);
        store.remove(job);
    }

    /**
     * Returns a job that the caller may see.
     *
     * @throws JobNotFound if there is no such job, or it belongs to another client
     */
    public Job get(String id) {
        return store.find(id).filter(job -> Caller.maySee(job.client())).orElseThrow(() -> new JobNotFound(id));
    }

    /** Returns the jobs that the caller may see, the newest first; see {@link JobStore#list}. */
    public List<ListedJob> list(JobFilter filter, long before, int limit) {
        return store.list(filter, Caller.sight(), before, limit);
    }

    /** Returns an id that no job has and that nobody guesses. */
    public String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
