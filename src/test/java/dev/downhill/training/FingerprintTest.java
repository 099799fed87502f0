package dev.downhill.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Draws;
import dev.downhill.FirstLesson;
import dev.downhill.engine.compile.Kernels;
import dev.downhill.engine.compile.StepCompiler;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomSpecifications;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Fingerprint;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import dev.downhill.training.step.TrainingStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FingerprintTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SpecificationReader READER = new SpecificationReader(Limits.DEFAULT);

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"steps": 10, "data": {"x": [2], "y": [6]}, "optimizer": {"learningRate": 1e-1, "type": "sgd"},
                 "model": {"parameters": {"w": 0}, "expression": "w * x"}, "name": "another \\"name\\""}""", """
                {"model": {"expression": "w * x", "parameters": {"w": 0.00}}, "data": {"x": [20e-1], "y": [6.000]},
                 "loss": {"type": "mse"}, "optimizer": {"type": "sgd", "learningRate": 0.10}, "steps": 10, "seed": 0}"""})
    void isTheSameForEveryNotationOfASpecification(String json) {
        assertThat(fingerprint(json)).matches("[0-9a-f]{64}").isEqualTo(fingerprint(FirstLesson.JSON));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.1}  | 0.10000000000000002}",
                "6.0   | 6.000000000000001",
                "6.0   | 60",
                "2.0   | -2.0",
                "0.1}, | 0.1}, \"dtype\": \"float32\",",
                "0.1}, | 0.1}, \"seed\": 9007199254740993,",
                ": 10} | : 11}"
            })
    void isAnotherForAnotherRun(String part, String other) {
        assertThat(FirstLesson.JSON).contains(part);
        assertThat(fingerprint(FirstLesson.JSON.replace(part, other))).isNotEqualTo(fingerprint(FirstLesson.JSON));
    }

    @Test
    void tellsSeedsApartThatAreOneDouble() {
        String seed = FirstLesson.JSON.replace("\"steps\"", "\"seed\": 9007199254740992, \"steps\"");

        assertThat(fingerprint(seed)).isNotEqualTo(fingerprint(seed.replace("740992", "740993")));
    }

    @Test
    void isTheSameForOneThreadAndForTwo() throws Exception {
        List<String> specifications =
                Draws.seeds(60).mapToObj(RandomSpecifications::specification).toList();
        List<String> one =
                specifications.stream().map(FingerprintTest::fingerprint).toList();
        List<String> two = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<String>> runs = new ArrayList<>();
            specifications.forEach(json -> runs.add(threads.submit(() -> fingerprint(json))));
            for (Future<String> run : runs) {
                two.add(run.get());
            }
        }

        assertThat(two).isEqualTo(one);
        assertThat(new HashSet<>(one)).hasSameSizeAs(one);
    }

    @Test
    void isTheSameForCompiledAndInterpretedSteps() {
        Draws.seeds(60).forEach(seed -> {
            String json = RandomSpecifications.specification(seed);
            String interpreted = fingerprint(json);
            compile(READER.read(JSON.readTree(json)));

            assertThat(fingerprint(json)).as("seed %d: %s", seed, json).isEqualTo(interpreted);
        });
    }

    /** A later run of the same step is compiled, however short it is. */
    private static void compile(JobSpecification job) {
        for (boolean taped : new boolean[] {true, false}) {
            var graph = TrainingStep.of(job, job.batching().size()).graph(taped);
            assertThat(StepCompiler.compile(graph, job.dtype(), Kernels.BEST)).isNotNull();
        }
    }

    @Test
    void divergedRunHasOne() {
        JobSpecification job = READER.read(JSON.readTree(FirstLesson.json(1e200, 10)));
        var trainer = new Trainer(job);
        TrainingResult result = trainer.run(() -> null);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(Fingerprint.of(job, trainer.trajectory(), result.checkpoint(), result.finalLoss()))
                .matches("[0-9a-f]{64}");
    }

    private static String fingerprint(String json) {
        JobSpecification job = READER.read(JSON.readTree(json));
        var trainer = new Trainer(job);
        TrainingResult result = trainer.run(() -> null);
        return Fingerprint.of(job, trainer.trajectory(), result.checkpoint(), result.finalLoss());
    }
}
