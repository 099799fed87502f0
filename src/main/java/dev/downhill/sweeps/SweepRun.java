package dev.downhill.sweeps;

import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.QueueFull;
import dev.downhill.jobs.ShuttingDown;
import dev.downhill.jobs.SubmittedJob;
import dev.downhill.training.fault.InvalidSpecification;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the jobs of a sweep to the queue, one after the other; where the queue is full it waits until there is room.
 *
 * <p>It spends its life waiting, on a virtual thread.
 */
final class SweepRun implements Runnable {
    private static final Duration UNTIL_ROOM = Duration.ofMillis(100);
    private static final Duration UNTIL_LOOKING_AGAIN = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(SweepRun.class);

    private final Sweep sweep;
    private final SweepReader.Plan plan;
    private final String client;
    private final Jobs jobs;

    SweepRun(Sweep sweep, SweepReader.Plan plan, String client, Jobs jobs) {
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
        }
    }

    private void submit(Trial trial) throws InterruptedException {
        while (!sweep.isCancelled()) {
            try {
                SubmittedJob job = jobs.accept(plan.specificationAt(trial.point()), client);
                trial.hand(job);
                if (sweep.isCancelled()) {
                    job.cancel();
                }
                return;
            } catch (QueueFull e) {
                sweep.trials().forEach(Trial::settle);
                Thread.sleep(UNTIL_ROOM);
            } catch (ShuttingDown e) {
                sweep.cancel();
            } catch (InvalidSpecification e) {
                // It could run when it was tried: the data set that it uses is gone.
                log.warn("a job of sweep {} cannot run any more: {}", sweep.id(), e.getMessage());
                break;
            }
        }
        trial.giveUp();
    }

    private static void awaitEnd(Trial trial) throws InterruptedException {
        while (trial.state() instanceof Trial.Handed handed && !handed.job().awaitEnd(UNTIL_LOOKING_AGAIN)) {
            // A job may take long.
        }
        trial.settle();
    }
}
