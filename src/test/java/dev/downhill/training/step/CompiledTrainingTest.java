package dev.downhill.training.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Draws;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.InterpretedLoop;
import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.compile.Kernels;
import dev.downhill.engine.compile.StepCompiler;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomSpecifications;
import dev.downhill.specification.reading.SpecificationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compiled steps against interpreted ones. */
@Execution(ExecutionMode.CONCURRENT)
class CompiledTrainingTest {
    private static final int STEPS = 10;

    static List<JsonNode> specifications() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (String folder : List.of("src/test/resources/reference", "examples")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(file -> {
                    JsonNode json = new JsonMapper().readTree(file);
                    all.add(json.has("specification") ? json.get("specification") : json);
                });
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("specifications")
    void takesTheStepsOfTheInterpreter(JsonNode specification) {
        JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(specification);
        for (Kernels kernels : Kernels.values()) {
            for (DType dtype : DType.values()) {
                assertAgreement(job, dtype, kernels);
            }
        }
    }

    @Test
    void takesTheStepsOfTheInterpreterForRandomJobs() {
        Draws.seeds(1000).forEach(seed -> {
            JobSpecification job = read(RandomSpecifications.specification(seed));
            assertAgreement(
                    job, job.dtype(), List.of(Kernels.values()).get((int) (seed / 2 % Kernels.values().length)));
        });
    }

    @Test
    void stepOfTheFirstLessonAgreesToTheLastBit() {
        JobSpecification job = read("""
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [1, 2, 3], "y": [3, 6, 9]},
                 "optimizer": {"type": "sgd", "learningRate": 0.05}, "steps": 200}""");
        TrainingStep step = TrainingStep.of(job, 3);
        StepGraph graph = step.graph(true);
        double[] interpreted = tape(job, step, graph, new InterpretedLoop(graph, job.dtype()), 200);
        double[] compiled = tape(job, step, graph, StepCompiler.compile(graph, job.dtype(), Kernels.BEST), 200);

        assertThat(compiled).isEqualTo(interpreted);
    }

    private static void assertAgreement(JobSpecification job, DType dtype, Kernels kernels) {
        TrainingStep step = TrainingStep.of(job, job.batching().size());
        StepGraph graph = step.graph(true);
        double[] interpreted = tape(job, step, graph, new InterpretedLoop(graph, dtype), STEPS);
        double[] compiled = tape(job, step, graph, StepCompiler.compile(graph, dtype, kernels), STEPS);

        int width = graph.tapeWidth();
        for (int i = 0; i < interpreted.length; i++) {
            assertThat(Double.doubleToLongBits(compiled[i]))
                    .as(
                            "number %d of step %d in %s with %s kernels: %s, interpreted %s",
                            i % width, i / width, dtype, kernels, compiled[i], interpreted[i])
                    .isEqualTo(Double.doubleToLongBits(interpreted[i]));
        }
    }

    private static double[] tape(JobSpecification job, TrainingStep step, StepGraph graph, Loop loop, int steps) {
        for (TrainingStep.Carried carry : step.carried()) {
            loop.set(carry.variable(), carry.initial().values());
        }
        for (var parameter : job.model().parameters()) {
            loop.set(
                    step.forward().parameter(parameter.name()),
                    parameter.initial().values());
        }
        var random = new SplittableRandom(3);
        var scalars = new ScalarValues(job);
        double[] all = new double[steps * graph.tapeWidth()];
        for (int taken = 0; taken < steps; taken += 2) {
            feed(job, step, loop, random);
            double[] tape = new double[2 * graph.tapeWidth()];
            int count = loop.run(2, scalars.of(1 + taken, 2), tape);
            System.arraycopy(tape, 0, all, taken * graph.tapeWidth(), tape.length);
            if (count < 2) {
                break;
            }
        }
        return all;
    }

    /** Gives the loop another batch and other masks. */
    private static void feed(JobSpecification job, TrainingStep step, Loop loop, SplittableRandom random) {
        step.forward()
                .masks()
                .forEach(mask -> loop.set(
                        mask.variable(),
                        random.doubles(mask.variable().shape().size())
                                .map(number -> number < mask.dropped() ? 0 : 1 / (1 - mask.dropped()))
                                .toArray()));
        int[] rows = random.ints(job.batching().size(), 0, job.data().training().rows())
                .toArray();
        step.forward().feed(loop, job, job.data().training().select(rows));
    }

    private static JobSpecification read(String json) {
        return new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
    }
}
