package dev.downhill.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.engine.autograd.DType;
import dev.downhill.explain.layer.LayerChoice;
import dev.downhill.explain.step.StepExplainer;
import dev.downhill.explain.step.StepTrace;
import dev.downhill.explain.step.StepTrace.ParameterUpdate;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.replay.Replay;
import dev.downhill.training.replay.ReplayedStep;
import dev.downhill.training.run.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every gradient that a trace shows, against PyTorch's and against central differences. */
@Execution(ExecutionMode.CONCURRENT)
class GradientsShownTest {
    /** A slope that is 0 but for roundings of floats; Adam makes steps of it in a direction of its own. */
    private static final double ROUNDING = 1e-8;

    private static final Path FOLDER = Path.of("src/test/resources/reference");
    private static final JsonMapper JSON = new JsonMapper();
    private static final SpecificationReader READER = new SpecificationReader(Limits.DEFAULT);
    private static final double H = 1e-4;

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalPyTorchsAtFirstMiddleAndLastStep(String file) {
        JsonNode reference = JSON.readTree(FOLDER.resolve(file));
        JobSpecification job = READER.read(reference.get("specification"));
        boolean single = job.dtype() == DType.FLOAT32;
        JsonNode expected = reference.at("/expected/trajectory");
        int points = expected.get("step").size();
        for (int point : new int[] {0, points / 2, points - 1}) {
            StepTrace trace = explained(job, expected.at("/step/" + point).asLong());
            assertClose(trace.loss().value(), expected.at("/loss/" + point).asDouble(), single);
            for (ParameterUpdate update : trace.update().parameters()) {
                if (isSummary(update.gradient())) {
                    continue;
                }
                JsonNode gradients = expected.at("/gradients").get(update.parameter());
                assertClose(update.gradient(), gradients.get(point), single);
                if (!single || numbers(gradients.get(0)).stream().noneMatch(slope -> Math.abs(slope) < ROUNDING)) {
                    JsonNode after = expected.at("/parameters").get(update.parameter());
                    assertClose(update.after(), after.get(point), single);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalCentralDifferences(String file) {
        JsonNode specification = JSON.readTree(FOLDER.resolve(file)).get("specification");
        JobSpecification job = READER.read(specification);
        if (job.dtype() == DType.FLOAT32) {
            return;
        }
        Checkpoint start = Checkpoint.initial(job);
        StepTrace trace = explained(job, 1);
        for (ParameterUpdate update : trace.update().parameters()) {
            if (isSummary(update.backpropagated())) {
                continue;
            }
            List<Double> gradient = numbers(JSON.valueToTree(update.backpropagated()));
            for (int i = 0; i < gradient.size(); i++) {
                double near = loss(job, start, update.parameter(), i, H) - loss(job, start, update.parameter(), i, -H);
                double far = loss(job, start, update.parameter(), i, 2 * H)
                        - loss(job, start, update.parameter(), i, -2 * H);
                double difference = (8 * near - far) / (12 * H);
                assertThat(Math.abs(gradient.get(i) - difference))
                        .as("%s[%d]: %s against %s", update.parameter(), i, gradient.get(i), difference)
                        .isLessThanOrEqualTo(1e-6 * Math.max(1, Math.abs(difference)));
            }
        }
    }

    private static double loss(JobSpecification job, Checkpoint start, String parameter, int element, double move) {
        Map<String, double[]> moved = new LinkedHashMap<>(start.parameters());
        moved.computeIfPresent(parameter, (name, values) -> values.clone());
        moved.computeIfPresent(parameter, (name, values) -> {
            values[element] += move;
            return values;
        });
        return new Replay(job, new Checkpoint(0, moved, start.state(), start.place()))
                .next()
                .loss();
    }

    private static StepTrace explained(JobSpecification job, long step) {
        var replay = new Replay(job, Checkpoint.initial(job));
        assertThat(replay.advanceTo(step - 1, Interruption.NEVER)).isNull();
        ReplayedStep taken = replay.next();
        return new StepExplainer(1_000_000).explain(job, taken, step == job.steps(), LayerChoice.ALL);
    }

    /** Returns whether so many numbers are shown that a summary stands for them. */
    private static boolean isSummary(@Nullable Object shown) {
        return JSON.valueToTree(shown).isObject();
    }

    private static void assertClose(@Nullable Object actual, Object expected, boolean single) {
        List<Double> ours = numbers(JSON.valueToTree(actual));
        List<Double> theirs = numbers(expected instanceof JsonNode node ? node : JSON.valueToTree(expected));
        assertThat(ours).hasSameSizeAs(theirs);
        double tolerance = single ? 2e-4 : 1e-9;
        for (int i = 0; i < ours.size(); i++) {
            assertThat(Math.abs(ours.get(i) - theirs.get(i)))
                    .as("%s against %s", ours.get(i), theirs.get(i))
                    .isLessThanOrEqualTo(tolerance * Math.abs(theirs.get(i)) + (single ? 2e-7 : 1e-15));
        }
    }

    private static List<Double> numbers(JsonNode node) {
        if (!node.isArray()) {
            return List.of(node.asDouble());
        }
        List<Double> numbers = new ArrayList<>();
        node.forEach(element -> numbers.addAll(numbers(element)));
        return numbers;
    }
}
