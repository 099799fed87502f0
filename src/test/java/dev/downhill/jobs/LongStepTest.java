package dev.downhill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.survival.Survival;
import dev.downhill.training.Outcome;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.Limits;
import dev.downhill.training.specification.SpecificationReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Runs whose single step takes many seconds end as soon as they are to end, and leave the thread to others. */
class LongStepTest {
    /** Far longer than a run takes to leave its step, far shorter than the step. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final JobSpecification SEED = specification(Service.SEED);

    /** Each step computes ten million error functions from a few hundred parameters. */
    private static JobSpecification longSteps(String dtype) {
        String terms = IntStream.range(0, 60)
                .mapToObj(i -> "erf(a * b + 0." + (10 + i) + ")")
                .collect(Collectors.joining(" + "));
        return specification("""
                {"model": {"expression": "sum(%s) * x",
                           "parameters": {"a": {"shape": [400, 1], "init": "ones"},
                                          "b": {"shape": [1, 400], "init": "ones"}}},
                 "data": {"x": [1.0], "y": [1.0]}, "optimizer": {"type": "sgd", "learningRate": 1e-12},
                 "steps": 3, "dtype": "%s"}""".formatted(terms, dtype));
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
                new InMemoryJobStore(properties),
                new JobMetrics(new SimpleMeterRegistry()),
                Survival.silent(),
                Clock.systemUTC());
        runner.start();
        return runner;
    }

    private static Job submitted(ThreadPoolJobRunner runner, JobSpecification specification) {
        var job = new Job("job", 1, specification, "client", Clock.systemUTC().instant());
        runner.submit(job);
        return job;
    }

    /** Waits until a thread of the runner is within a step. */
    private static void awaitStep() {
        while (Thread.getAllStackTraces().entrySet().stream().noneMatch(LongStepTest::isWithinStep)) {
            Thread.onSpinWait();
        }
    }

    private static boolean isWithinStep(Map.Entry<Thread, StackTraceElement[]> thread) {
        return thread.getKey().getName().startsWith("training-long")
                && Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().endsWith("CompiledLoop"));
    }

    @Test
    void aRunThatIsCancelledLeavesItsStepAndTheNextOneRuns() throws Exception {
        ThreadPoolJobRunner runner = runner("60s");
        try {
            for (String dtype : List.of("float32", "float64")) {
                Job job = submitted(runner, longSteps(dtype));
                awaitStep();

                assertThat(job.cancel("of a test", Clock.systemUTC().instant())).isTrue();

                assertThat(job.awaitEnd(SOON)).isTrue();
                assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
                assertThat(job.state().outcome()).isEqualTo(Outcome.CANCELLED);
                assertThat(job.state().result().steps()).isZero();
            }
            Job next = submitted(runner, SEED);
            assertThat(next.awaitEnd(SOON)).isTrue();
            assertThat(next.status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(next.state().result().finalLoss()).isNotNull();
        } finally {
            runner.stop();
        }
    }

    @Test
    void aRunLongerThanOneMayTakeEndsWithinItsStep() throws Exception {
        ThreadPoolJobRunner runner = runner("1s");
        try {
            Job job = submitted(runner, longSteps("float64"));

            assertThat(job.awaitEnd(SOON)).isTrue();
            assertThat(job.state().outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(job.state().result().steps()).isZero();
            assertThat(job.state().result().finalLoss()).isNull();
        } finally {
            runner.stop();
        }
    }

    @Test
    void aStopDoesNotWaitForAStep() throws Exception {
        ThreadPoolJobRunner runner = runner("60s");
        Job job = submitted(runner, longSteps("float64"));
        awaitStep();

        runner.stop();

        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(job.state().error()).isEqualTo("the service shut down");
    }
}
