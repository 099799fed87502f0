package dev.downhill.sweeps;

import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.SubmittedJob;
import dev.downhill.memory.Holder;
import dev.downhill.memory.Reservation;
import dev.downhill.requests.JsonFootprint;
import dev.downhill.requests.RequestMemory;
import dev.downhill.requests.RequestShares;
import dev.downhill.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The sweeps of this service: submitted here, found here. */
@Component
final class Sweeps {
    private final SweepReader reader;
    private final SweepStore store;
    private final Jobs jobs;
    private final RequestShares shares;
    private final Clock clock;

    Sweeps(SweepReader reader, SweepStore store, Jobs jobs, RequestShares shares, Clock clock) {
        this.reader = reader;
        this.store = store;
        this.jobs = jobs;
        this.shares = shares;
        this.clock = clock;
    }

    /**
     * Returns a new sweep, whose jobs are on their way to the queue.
     *
     * @param memory of the request; what it holds goes over to the sweep
     * @throws dev.downhill.specification.fault.InvalidSpecification if one of them could not run; none is queued then
     * @throws TooManySweeps if too many sweeps are running
     */
    Sweep submit(JsonNode request, RequestMemory memory, String client) {
        SweepReader.Plan plan = reader.read(request, memory);
        memory.take(plan.grid().bytes());
        Reservation held = memory.handOver(Holder.SWEEPS);
        var sweep = new Sweep(UUID.randomUUID().toString(), client, clock.instant(), plan.grid(), held);
        try {
            store.add(sweep, plan);
        } catch (RuntimeException e) {
            sweep.forget();
            throw e;
        }
        start(sweep, Caller.withCaller(run(sweep, plan)));
        return sweep;
    }

    /**
     * Goes on with a sweep of a process that is gone.
     *
     * @throws dev.downhill.api.Refusal if there is no memory for it now
     */
    void goOn(Sweep sweep, SweepReader.Plan plan) {
        try (RequestMemory memory = shares.open(sweep.owner())) {
            memory.take(JsonFootprint.of(plan.specification()) + plan.grid().bytes());
            Sweep here = sweep.holding(memory.handOver(Holder.SWEEPS));
            start(here, Caller.as(here.owner(), run(here, plan)));
        }
    }

    private SweepRun run(Sweep sweep, SweepReader.Plan plan) {
        return new SweepRun(sweep, plan, store, jobs, shares);
    }

    private static void start(Sweep sweep, Runnable run) {
        Thread.ofVirtual().name("sweep-" + sweep.id()).start(run);
    }

    /** Returns the sweeps that the caller may see, the newest first. */
    List<Sweep> list() {
        return store.list();
    }

    /**
     * Forgets a sweep, whose jobs are cancelled first; those that have ended stay.
     *
     * @throws SweepNotFound as {@link #get}
     */
    void delete(String id) {
        Sweep sweep = get(id);
        cancel(sweep);
        store.remove(sweep);
    }

    /** Cancels every job of a sweep, and hands out no more; returns the sweep as it is then. */
    Sweep cancel(Sweep sweep) {
        store.cancel(sweep);
        Sweep now = store.get(sweep.id()).orElse(sweep);
        for (Trial trial : now.trials()) {
            switch (trial.state()) {
                case Trial.Handed handed -> handed.job().cancel();
                case Trial.Seen seen -> {
                    if (!seen.standing().ended()) {
                        jobs.find(seen.jobId()).ifPresent(SubmittedJob::cancel);
                    }
                }
                case Trial.Waiting waiting -> {}
                case Trial.GivenUp givenUp -> {}
            }
        }
        return store.get(sweep.id()).orElse(now);
    }

    /** @throws SweepNotFound if there is no such sweep, or it belongs to another client */
    Sweep get(String id) {
        return store.get(id).orElseThrow(() -> new SweepNotFound(id));
    }
}
