package dev.downhill.jobs;

import dev.downhill.scheduling.FairExecutor;
import dev.downhill.training.run.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts what happens to jobs, and writes one line of the log for each that has ended. */
@Component
public final class JobMetrics {
    private static final Logger log = LoggerFactory.getLogger(JobMetrics.class);

    private final MeterRegistry registry;
    private final Meter.MeterProvider<Counter> ended;
    private final Timer wait;
    private final Timer run;
    private final Counter steps;

    public JobMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.ended = Counter.builder("downhill.jobs.ended")
                .description("jobs that have ended")
                .withRegistry(registry);
        this.wait = Timer.builder("downhill.jobs.wait")
                .description("time in the queue")
                .register(registry);
        this.run =
                Timer.builder("downhill.jobs.run").description("time of a run").register(registry);
        this.steps =
                Counter.builder("downhill.steps").description("steps taken").register(registry);
    }

    /**
     * Registers the gauges of a lane.
     *
     * @param executor the threads of a lane; none before it has started
     */
    public void watchLane(Lane lane, Supplier<@Nullable FairExecutor> executor) {
        gauge("downhill.jobs.waiting", lane, executor, FairExecutor::waiting);
        gauge("downhill.jobs.running", lane, executor, FairExecutor::running);
    }

    private void gauge(
            String name, Lane lane, Supplier<@Nullable FairExecutor> executor, ToIntFunction<FairExecutor> figure) {
        Gauge.builder(name, () -> {
                    FairExecutor threads = executor.get();
                    return threads == null ? 0 : figure.applyAsInt(threads);
                })
                .tag("lane", lane.text())
                .register(registry);
    }

    public void watchStore(JobStore store) {
        registry.gauge("downhill.jobs.stored", store, JobStore::count);
        registry.gauge("downhill.jobs.stored.bytes", store, JobStore::bytes);
    }

    /** Takes in a job that has ended. */
    public void ended(Job job) {
        Job.State state = job.state();
        Instant end = state.finishedAt() == null ? job.createdAt() : state.finishedAt();
        Instant start = state.startedAt() == null ? end : state.startedAt();
        Duration waited = Duration.between(job.createdAt(), start);
        Duration ran = Duration.between(start, end);
        Outcome outcome = state.outcome();
        String word = outcome == null ? "none" : outcome.text();
        long taken = state.run() == null ? 0 : state.run().step() - job.start().step();
        ended.withTags("status", state.status().text(), "outcome", word).increment();
        wait.record(waited);
        run.record(ran);
        steps.increment((double) taken);
        log.atInfo()
                .addKeyValue("job", job.id())
                .addKeyValue("status", state.status().text())
                .addKeyValue("outcome", word)
                .addKeyValue("steps", taken)
                .addKeyValue("waitedMillis", waited.toMillis())
                .addKeyValue("ranMillis", ran.toMillis())
                .log(
                        "job {} {} ({}) after {} steps, {} ms in the queue, {} ms of training",
                        job.id(),
                        state.status().text(),
                        word,
                        taken,
                        waited.toMillis(),
                        ran.toMillis());
    }
}
