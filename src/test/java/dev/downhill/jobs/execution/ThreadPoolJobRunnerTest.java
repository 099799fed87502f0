package dev.downhill.jobs.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.Await;
import dev.downhill.FirstLesson;
import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.nn.Layer;
import dev.downhill.jobs.ExplainProperties;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobMetrics;
import dev.downhill.jobs.JobStatus;
import dev.downhill.jobs.JobsProperties;
import dev.downhill.jobs.Lane;
import dev.downhill.jobs.ShuttingDown;
import dev.downhill.jobs.store.InMemoryJobQueue;
import dev.downhill.jobs.store.InMemoryJobStore;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.service.Service;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.model.ModelDefinition;
import dev.downhill.specification.model.Parameter;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.survival.Survival;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** The threads that jobs run on: a run that throws an error is one failed job and nothing else, and a stop is an end. */
class ThreadPoolJobRunnerTest {
    private static final JobSpecification LESSON = FirstLesson.specification();
    private static final JobSpecification LONG = specification(Service.LONG);

    private static final Binder BINDER = new Binder(new MapConfigurationPropertySource(Map.of(
            "downhill.jobs.threads", "1",
            "downhill.jobs.queue-length", "2",
            "downhill.jobs.client-share", "0.5",
            "downhill.jobs.shutdown-grace", "0s")));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ThreadPoolJobRunner runner = new ThreadPoolJobRunner(
            BINDER.bindOrCreate("downhill.jobs", JobsProperties.class),
            BINDER.bindOrCreate("downhill.explain", ExplainProperties.class),
            new InMemoryJobStore(BINDER.bindOrCreate("downhill.jobs", JobsProperties.class), MemoryBudget.of(1L << 30)),
            new InMemoryJobQueue(),
            new JobMetrics(meters),
            Survival.silent(),
            Clock.systemUTC());

    @BeforeEach
    void start() {
        runner.start();
    }

    @AfterEach
    void stop() {
        runner.stop();
    }

    private static JobSpecification specification(String json) {
        return new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
    }

    /** The first lesson's model, until a run uses it; its cost was estimated before, from two graphs. */
    private record Throwing(Supplier<Error> error, AtomicInteger graphs) implements ModelDefinition {
        private static final int ESTIMATED = 2;

        Throwing(Supplier<Error> error) {
            this(error, new AtomicInteger());
        }

        @Override
        public List<Parameter> parameters() {
            return LESSON.model().parameters();
        }

        @Override
        public List<Column> inputs(Dataset data) {
            return LESSON.model().inputs(data);
        }

        @Override
        public Tensor prediction(
                Map<String, Tensor> inputs,
                Map<String, Tensor> parameters,
                Layer.Pass pass,
                BiConsumer<String, Tensor> seen,
                Faults faults) {
            if (graphs.incrementAndGet() > ESTIMATED) {
                throw error.get();
            }
            return Objects.requireNonNull(LESSON.model().prediction(inputs, parameters, pass, seen, faults));
        }
    }

    private Job submit(JobSpecification specification) {
        var job = new Job("job", 1, specification, "client", Clock.systemUTC().instant());
        runner.submit(job, Lane.LONG);
        return job;
    }

    private Job run(JobSpecification specification) throws InterruptedException {
        Job job = submit(specification);
        assertThat(job.awaitEnd(Duration.ofSeconds(20))).isTrue();
        return job;
    }

    @Test
    void runWithoutMemoryOrStackFailsAloneAndTheNextRuns() throws Exception {
        Job noMemory = run(LESSON.with(new Throwing(() -> new OutOfMemoryError("no memory left"))));
        Job noStack = run(LESSON.with(new Throwing(StackOverflowError::new)));
        Job healthy = run(LESSON);

        assertThat(noMemory.status()).isEqualTo(JobStatus.FAILED);
        assertThat(noMemory.state().error()).isEqualTo("OutOfMemoryError: no memory left");
        assertThat(noStack.status()).isEqualTo(JobStatus.FAILED);
        assertThat(noStack.state().error()).isEqualTo("StackOverflowError");
        assertThat(healthy.status()).isEqualTo(JobStatus.SUCCEEDED);
        runner.stop();
        assertThat(meters.counter("downhill.jobs.ended", "status", "failed", "outcome", "none")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void refusesJobsAfterTheStop() {
        runner.stop();

        assertThatThrownBy(() -> submit(LESSON)).isInstanceOf(ShuttingDown.class);
    }

    @Test
    void jobsQueuedAtTheStopTakeNoPlaceAfterARestart() throws Exception {
        Job runs = submit(LONG);
        Await.until("the job runs", () -> runs.status() != JobStatus.QUEUED);
        Job waits = submit(LONG);
        runner.stop();
        runner.start();

        assertThat(waits.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(run(LESSON).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void jobOfAnotherClientOvertakesFiveHundredQueuedJobs() throws Exception {
        var roomy = new ThreadPoolJobRunner(
                new Binder(new MapConfigurationPropertySource(Map.of("downhill.jobs.threads", "1")))
                        .bindOrCreate("downhill.jobs", JobsProperties.class),
                BINDER.bindOrCreate("downhill.explain", ExplainProperties.class),
                new InMemoryJobStore(
                        BINDER.bindOrCreate("downhill.jobs", JobsProperties.class), MemoryBudget.of(1L << 30)),
                new InMemoryJobQueue(),
                new JobMetrics(meters),
                Survival.silent(),
                Clock.systemUTC());
        roomy.start();
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        roomy.submit(
                job(1, "ada", LESSON.with(new Throwing(() -> {
                    begun.countDown();
                    awaitUninterruptibly(release);
                    return new AssertionError("of a test");
                }))),
                Lane.LONG);
        // Until it runs it has one of her places in the queue.
        begun.await();
        List<Job> hers = IntStream.range(0, 500)
                .mapToObj(number -> job(number + 2, "ada", LESSON))
                .toList();
        hers.forEach(job -> roomy.submit(job, Lane.LONG));
        Job his = job(600, "bob", LESSON);
        roomy.submit(his, Lane.LONG);
        release.countDown();

        assertThat(his.awaitEnd(Duration.ofSeconds(20))).isTrue();
        assertThat(hers.getLast().awaitEnd(Duration.ofSeconds(20))).isTrue();
        assertThat(his.state().finishedAt())
                .isBeforeOrEqualTo(hers.get(1).state().finishedAt());
        roomy.stop();
    }

    private static Job job(int number, String client, JobSpecification specification) {
        return new Job(
                "job" + number, number, specification, client, Clock.systemUTC().instant());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
