package dev.downhill.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Specifications with the trajectories that PyTorch 2.13 gives, one file a case. */
class ReferenceTest {
    private static final Path FOLDER = Path.of("src/test/resources/reference");

    /**
     * A slope of the first step that is 0 but for roundings of floats, such as that of the bias of attention's keys: Adam makes steps of the
     * size of its rate of it, in a direction that no arithmetic but the same gives.
     */
    private static final double ROUNDING = 1e-8;

    private static final JsonMapper JSON = new JsonMapper();

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithPyTorch(String file) {
        JsonNode reference = JSON.readTree(FOLDER.resolve(file));
        JobSpecification job = specification(reference);
        double tolerance =
                reference.at("/specification/dtype").asString("float64").equals("float32") ? 2e-4 : 1e-9;
        var trainer = new Trainer(job);
        TrainingResult result = trainer.run(Interruption.NEVER);

        JsonNode expected = reference.at("/expected/trajectory");
        Trajectory trajectory = trainer.trajectory();
        assertThat(trajectory.points()).isEqualTo(expected.get("step").size());
        for (int point = 0; point < trajectory.points(); point++) {
            assertThat(trajectory.step(point))
                    .isEqualTo(expected.at("/step/" + point).asLong());
            assertClose(trajectory.loss(point), expected.at("/loss/" + point).asDouble(), tolerance, "loss", point);
            assertTracks(trajectory.parameters(), expected, "parameters", point, tolerance);
            assertTracks(trajectory.gradients(), expected, "gradients", point, tolerance);
        }
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        double finalLoss = Objects.requireNonNull(result.finalLoss());
        assertClose(finalLoss, reference.at("/expected/finalLoss").asDouble(), tolerance, "finalLoss", -1);
    }

    /** The case's own specification, but with every step and every number recorded. */
    private static JobSpecification specification(JsonNode reference) {
        ObjectNode specification = ((ObjectNode) reference.get("specification")).deepCopy();
        specification
                .putObject("record")
                .put("every", 1)
                .put("parameters", "all")
                .put("gradients", true);
        return new SpecificationReader(Limits.DEFAULT).read(specification);
    }

    private static void assertTracks(
            List<Track> tracks, JsonNode trajectory, String what, int point, double tolerance) {
        JsonNode expected = trajectory.get(what);
        assertThat(tracks).extracting(Track::name).containsExactlyElementsOf(expected.propertyNames());
        for (Track track : tracks) {
            double[] values = track.values(point);
            List<Double> numbers = expected.get(track.name())
                    .get(point)
                    .valueStream()
                    .flatMap(ReferenceTest::flat)
                    .toList();
            if (numbers.isEmpty()) {
                numbers = List.of(expected.get(track.name()).get(point).asDouble());
            }
            assertThat(values).hasSize(numbers.size());
            List<Double> slopes =
                    flat(trajectory.at("/gradients/" + track.name()).get(0)).toList();
            for (int i = 0; i < values.length; i++) {
                if (tolerance > 1e-6 && Math.abs(slopes.get(i)) < ROUNDING) {
                    continue;
                }
                assertClose(values[i], numbers.get(i), tolerance, track.labels().get(i), point);
            }
        }
    }

    private static Stream<Double> flat(JsonNode node) {
        return node.isArray() ? node.valueStream().flatMap(ReferenceTest::flat) : Stream.of(node.asDouble());
    }

    private static void assertClose(double actual, double expected, double tolerance, String what, int point) {
        double distance = Math.abs(actual - expected);
        assertThat(distance)
                .as("%s at point %d: %s against %s", what, point, actual, expected)
                .isLessThanOrEqualTo(tolerance * Math.abs(expected) + roundings(tolerance));
    }

    /** Two roundings of a number of size 1, for what cancels to nearly nothing. */
    private static double roundings(double tolerance) {
        return 2 * (tolerance > 1e-6 ? Math.ulp(1f) : Math.ulp(1.0));
    }
}
