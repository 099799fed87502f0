package dev.downhill.sweeps;

import dev.downhill.database.DatabaseUnavailable;
import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.QueueFull;
import dev.downhill.jobs.ShuttingDown;
import dev.downhill.jobs.SubmittedJob;
import dev.downhill.memory.BudgetTaken;
import dev.downhill.requests.JsonFootprint;
import dev.downhill.requests.RequestMemory;
import dev.downhill.requests.RequestShares;
import dev.downhill.requests.TryLater;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands the jobs of a sweep to the queue, one after the other; where the queue is full it waits until there is room.
 *
 * <p>It spends its life waiting, on a virtual thread.
 */
final class SweepRun implements Runnable {
    /** Memory may also come from elsewhere than from a job that departs. */
    private static final Duration UNTIL_TRYING_AGAIN = Duration.ofSeconds(1);

    private static final Duration UNTIL_LOOKING_AGAIN = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(SweepRun.class);

    private final Sweep sweep;
    private final SweepReader.Plan plan;
    private final SweepStore store;
    private final Jobs jobs;
    private final RequestShares shares;

    SweepRun(Sweep sweep, SweepReader.Plan plan, SweepStore store, Jobs jobs, RequestShares shares) {
        this.shares = shares;
        this.sweep = sweep;
        this.plan = plan;
        this.store = store;
        this.jobs = jobs;
    }

    @Override
    public void run() {
        try {
            if (handAll()) {
                for (Trial trial : sweep.trials()) {
                    awaitEnd(trial);
                }
                patiently(() -> store.end(sweep));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!store.outlivesThisProcess()) {
                stopJobs();
            }
        } finally {
            if (store.outlivesThisProcess()) {
                sweep.forget();
            } else {
                sweep.keepGridOnly();
            }
        }
    }

    private void stopJobs() {
        sweep.cancel();
        for (Trial trial : sweep.trials()) {
            if (trial.state() instanceof Trial.Handed handed) {
                handed.job().cancel();
            }
        }
    }

    /** Hands out every job; returns false if another process goes on with it. */
    private boolean handAll() throws InterruptedException {
        for (Trial trial : sweep.trials()) {
            if (trial.hasEnded() || trial.state() instanceof Trial.Handed) {
                continue;
            }
            if (!hand(trial)) {
                return false;
            }
            patiently(() -> {
                store.note(sweep, trial);
                cancelIfTooLate(trial);
            });
        }
        return true;
    }

    private boolean hand(Trial trial) throws InterruptedException {
        while (true) {
            long seen = jobs.departures().count();
            try {
                switch (store.order(sweep)) {
                    case LEAVE -> {
                        return false;
                    }
                    case STOP -> {
                        giveUp(trial);
                        return true;
                    }
                    case GO_ON -> {
                        trial.hand(job(trial));
                        return true;
                    }
                }
            } catch (QueueFull | TryLater | BudgetTaken | DatabaseUnavailable e) {
                settle();
                jobs.departures().await(seen, UNTIL_TRYING_AGAIN);
            } catch (ShuttingDown e) {
                if (store.outlivesThisProcess()) {
                    return false;
                }
                stopJobs();
            } catch (RuntimeException e) {
                // It could run when it was tried; since then, for example, its data set was deleted.
                log.warn("A job of sweep {} can no longer run: {}", sweep.id(), e.getMessage());
                giveUp(trial);
                return true;
            }
        }
    }

    /** Cancelling a sweep cancels the jobs that it has by then; this one came later. */
    private void cancelIfTooLate(Trial trial) {
        if (store.order(sweep) == SweepStore.Order.STOP && trial.state() instanceof Trial.Handed handed) {
            handed.job().cancel();
        }
    }

    private void giveUp(Trial trial) {
        if (trial.state() instanceof Trial.Waiting) {
            trial.giveUp();
        }
    }

    private void settle() {
        for (Trial trial : sweep.trials()) {
            if (trial.settle() && store.outlivesThisProcess()) {
                noteLater(trial);
            }
        }
    }

    private void noteLater(Trial trial) {
        try {
            store.note(sweep, trial);
        } catch (DatabaseUnavailable e) {
            log.debug("The end of a job of sweep {} is read from its row", sweep.id());
        }
    }

    /** Returns the job of a trial, which may have one already that a process before this one has queued. */
    private SubmittedJob job(Trial trial) {
        String id = store.nameJob(sweep, trial, jobs.newId());
        SubmittedJob known = store.outlivesThisProcess() ? jobs.find(id).orElse(null) : null;
        if (known != null) {
            return known;
        }
        try (RequestMemory memory = shares.open(sweep.owner())) {
            return accepted(id, trial, memory);
        }
    }

    /** A job may be kept longer than the sweep's own JSON, so it counts its JSON itself. */
    private SubmittedJob accepted(String id, Trial trial, RequestMemory memory) {
        ObjectNode specification = plan.specificationAt(trial.point());
        memory.take(JsonFootprint.of(specification));
        return jobs.accept(id, specification, memory, sweep.owner());
    }

    private void awaitEnd(Trial trial) throws InterruptedException {
        while (trial.state() instanceof Trial.Handed handed && !handed.job().awaitEnd(UNTIL_LOOKING_AGAIN)) {
            // A job may take long.
        }
        if (trial.settle()) {
            patiently(() -> store.note(sweep, trial));
        }
    }

    private static void patiently(Runnable write) throws InterruptedException {
        while (true) {
            try {
                write.run();
                return;
            } catch (DatabaseUnavailable e) {
                Thread.sleep(UNTIL_TRYING_AGAIN);
            }
        }
    }
}
