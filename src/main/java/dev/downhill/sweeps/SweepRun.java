package dev.downhill.sweeps;

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
    private final String client;
    private final Jobs jobs;
    private final RequestShares shares;

    SweepRun(Sweep sweep, SweepReader.Plan plan, String client, Jobs jobs, RequestShares shares) {
        this.shares = shares;
        this.sweep = sweep;
        this.plan = plan;
        this.client = client;
        this.jobs = jobs;
    }

    @Override
    public void run() {
        try {
            for (Trial trial : sweep.trials()) {
                submit(trial);
            }
            for (Trial trial : sweep.trials()) {
                awaitEnd(trial);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sweep.cancel();
        } finally {
            sweep.keepGridOnly();
        }
    }

    private void submit(Trial trial) throws InterruptedException {
        while (!sweep.isCancelled()) {
            long seen = jobs.departures().count();
            try (RequestMemory memory = shares.open(client)) {
                SubmittedJob job = accepted(trial, memory);
                trial.hand(job);
                if (sweep.isCancelled()) {
                    job.cancel();
                }
                return;
            } catch (QueueFull | TryLater | BudgetTaken e) {
                sweep.trials().forEach(Trial::settle);
                jobs.departures().await(seen, UNTIL_TRYING_AGAIN);
            } catch (ShuttingDown e) {
                sweep.cancel();
            } catch (RuntimeException e) {
                // It could run when it was tried; since then, for example, its data set was deleted.
                log.warn("A job of sweep {} can no longer run: {}", sweep.id(), e.getMessage());
                break;
            }
        }
        trial.giveUp();
    }

    /** A job may be kept longer than the sweep's own JSON, so it counts its JSON itself. */
    private SubmittedJob accepted(Trial trial, RequestMemory memory) {
        ObjectNode specification = plan.specificationAt(trial.point());
        memory.take(JsonFootprint.of(specification));
        return jobs.accept(specification, memory, client);
    }

    private static void awaitEnd(Trial trial) throws InterruptedException {
        while (trial.state() instanceof Trial.Handed handed && !handed.job().awaitEnd(UNTIL_LOOKING_AGAIN)) {
            // A job may take long.
        }
        trial.settle();
    }
}
