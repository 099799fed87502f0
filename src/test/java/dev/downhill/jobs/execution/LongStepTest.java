package dev.downhill.jobs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Await;
import dev.downhill.FirstLesson;
import dev.downhill.jobs.ExplainProperties;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobMetrics;
import dev.downhill.jobs.JobStatus;
import dev.downhill.jobs.JobsProperties;
import dev.downhill.jobs.Lane;
import dev.downhill.jobs.store.InMemoryJobQueue;
import dev.downhill.jobs.store.InMemoryJobStore;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.survival.Survival;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.TrainingResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Runs whose single step takes many seconds end as soon as they are to end, and leave the thread to others. */
class LongStepTest {
    /** Three steps take longer on any machine. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final JobSpecification LESSON = FirstLesson.specification();

    /** Each step multiplies large matrices a dozen times: some 10^10 multiplications from a text of 200 characters. */
    private static JobSpecification longSteps(String dtype) {
        return specification("""
                {"model": {"expression": "sum(a @ a @ a @ a @ a) * x",
                           "parameters": {"a": {"shape": [1000, 1000], "init": "ones"}}},
                 "data": {"x": [1.0], "y": [1.0]}, "optimizer": {"type": "sgd", "learningRate": 1e-30},
                 "steps": 3, "dtype": "%s"}""".formatted(dtype));
    }

    private static JobSpecification specification(String json) {
        return new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
    }

    private static ThreadPoolJobRunner runner(String maxRunTime) {
        var binder = new Binder(new MapConfigurationPropertySource(Map.of(
                "downhill.jobs.threads", "1",
                "downhill.jobs.max-run-time", maxRunTime,
                "downhill.jobs.shutdown-grace", "1ms")));
        JobsProperties properties = binder.bindOrCreate("downhill.jobs", JobsProperties.class);
        var runner = new ThreadPoolJobRunner(
                properties,
                binder.bindOrCreate("downhill.explain", ExplainProperties.class),
                new InMemoryJobStore(properties, MemoryBudget.of(1L << 30)),
                new InMemoryJobQueue(),
                new JobMetrics(new SimpleMeterRegistry()),
                Survival.silent(),
                Clock.systemUTC());
        runner.start();
        return runner;
    }

    private static TrainingResult result(Job job) {
        return Objects.requireNonNull(job.state().result());
    }

    private static Job submitted(ThreadPoolJobRunner runner, JobSpecification specification) {
        var job = new Job("job", 1, specification, "client", Clock.systemUTC().instant());
        runner.submit(job, Lane.LONG);
        return job;
    }

    /** Waits until a thread of a runner is within a step; other runners of this process may have idle threads of the same name. */
    private static void awaitStep() {
        Await.until(
                "a thread is within a step",
                () -> Thread.getAllStackTraces().entrySet().stream()
                        .anyMatch(entry ->
                                entry.getKey().getName().equals("training-long-1") && isInStep(entry.getValue())));
    }

    private static boolean isInStep(StackTraceElement[] frames) {
        return Arrays.stream(frames).anyMatch(frame -> frame.getClassName().endsWith("CompiledLoop"));
    }

    @Test
    void cancellationInterruptsAStepAndTheNextJobRuns() throws Exception {
        ThreadPoolJobRunner runner = runner("60s");
        try {
            Job job = submitted(runner, longSteps("float32"));
            awaitStep();

            assertThat(job.cancel("of a test", Clock.systemUTC().instant())).isTrue();

            assertThat(job.awaitEnd(SOON)).isTrue();
            assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
            assertThat(job.state().outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(result(job).steps()).isZero();
            Job next = submitted(runner, LESSON);
            assertThat(next.awaitEnd(SOON)).isTrue();
            assertThat(next.status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(result(next).finalLoss()).isNotNull();
        } finally {
            runner.stop();
        }
    }

    @Test
    void timeLimitInterruptsAStep() throws Exception {
        ThreadPoolJobRunner runner = runner("200ms");
        try {
            Job job = submitted(runner, longSteps("float64"));

            assertThat(job.awaitEnd(SOON)).isTrue();
            assertThat(job.state().outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(result(job).steps()).isZero();
            assertThat(result(job).finalLoss()).isNull();
        } finally {
            runner.stop();
        }
    }

    @Test
    void shutdownDoesNotWaitForAStep() throws Exception {
        ThreadPoolJobRunner runner = runner("60s");
        Job job = submitted(runner, longSteps("float64"));
        awaitStep();

        runner.stop();

        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(job.state().error()).isEqualTo("the service shut down");
    }
}
