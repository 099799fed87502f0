package dev.downhill.export.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.export.plot.RunFigure;
import dev.downhill.export.plot.Scale;
import dev.downhill.export.text.RunText;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.MetricHistory;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.RunMemory;
import dev.downhill.training.run.Trainer;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metrics of a run in every form of its trajectory. */
class MetricColumnsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CLASSES = """
            {"model": {"layers": [{"type": "linear", "units": 4, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "moons", "n": 60, "testFraction": 0.2}, "loss": "crossEntropy",
             "optimizer": {"type": "sgd", "learningRate": 0.5}, "batchSize": 8, "steps": 300,
             "record": {"every": 2, "metrics": true}}""";

    private final JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(JSON.readTree(CLASSES));
    private final Trainer trainer = new Trainer(job);
    private final String text = RunText.of(trainer.trajectory(), trainer.run(Interruption.NEVER), List.of());
    private final Trajectory trajectory = trainer.trajectory();
    private final MetricHistory history = trajectory.metrics();

    @Test
    void jsonHasAColumnForEachMetric() {
        JsonNode metrics =
                JSON.valueToTree(TrajectoryView.of(trajectory, Selection.ALL)).get("metrics");

        assertThat(metrics.propertyNames()).containsExactly("step", "accuracy", "testLoss", "testAccuracy");
        assertThat(history.count()).isBetween(10, 149);
        for (int entry = 0; entry < history.count(); entry++) {
            assertThat(metrics.get("step").get(entry).asLong()).isEqualTo(history.step(entry));
            assertThat(metrics.get("accuracy").get(entry).asDouble()).isEqualTo(history.value(entry, 0));
            assertThat(metrics.get("testAccuracy").get(entry).asDouble()).isEqualTo(history.value(entry, 2));
        }
    }

    @Test
    void stretchesOfPointsHoldEveryEntryOnce() {
        List<Long> steps = new ArrayList<>();
        for (int from = 0; from < trajectory.points(); from += 13) {
            var view = TrajectoryView.ofPoints(trajectory, from, Math.min(trajectory.points(), from + 13));
            JsonNode metrics = JSON.valueToTree(view).path("metrics").path("step");
            metrics.valueStream().map(JsonNode::asLong).forEach(steps::add);
        }

        assertThat(steps).hasSize(history.count()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void csvLeavesACellEmptyWhereNothingWasEvaluated() throws Exception {
        var csv = new StringWriter();
        TrajectoryCsv.write(trajectory, Selection.ALL, csv);
        List<String> lines = csv.toString().lines().toList();

        assertThat(lines.getFirst()).endsWith(",accuracy,testLoss,testAccuracy");
        assertThat(lines.stream().filter(line -> line.endsWith(",,,"))).hasSize(trajectory.points() - history.count());
        assertThat(lines.getLast()).endsWith("," + history.value(history.count() - 1, 2));
    }

    @Test
    void ndjsonHasAnObjectWhereTheyWereEvaluated() throws Exception {
        var lines = new StringWriter();
        TrajectoryLines.write(trajectory, Selection.ALL, lines);

        List<JsonNode> evaluated = lines.toString()
                .lines()
                .map(JSON::readTree)
                .filter(line -> line.has("metrics"))
                .toList();

        assertThat(evaluated).hasSize(history.count());
        assertThat(evaluated.getFirst().at("/metrics/accuracy").asDouble()).isEqualTo(history.value(0, 0));
    }

    @Test
    void textHasTenLinesAtMost() {
        assertThat(text.lines().filter(line -> line.startsWith("after step "))).hasSize(10);
        assertThat(text).contains("after step 300: accuracy=");
    }

    @Test
    void figureHasAPanelOfMetrics() {
        var figure = new RunFigure(trajectory, Scale.LOG, 800);

        assertThat(figure.usual()).contains("loss", "testLoss", "accuracy", "testAccuracy");
        assertThat(figure.of("", figure.labels(List.of("accuracy", "testAccuracy"), 10), List.of())
                        .panels())
                .singleElement()
                .satisfies(panel -> assertThat(panel.curves())
                        .hasSize(2)
                        .allSatisfy(curve -> assertThat(curve.y()).hasSize(history.count())));
    }

    @Test
    void reservationCountsThem() {
        var without =
                new SpecificationReader(Limits.DEFAULT).read(JSON.readTree(CLASSES.replace(", \"metrics\": true", "")));
        long numbers = 8L * 4 * history.count();

        assertThat(RunMemory.of(job, 0).trajectory() - RunMemory.of(without, 0).trajectory())
                .isGreaterThan(numbers / 2);
        assertThat(trajectory.bytes()).isLessThanOrEqualTo(RunMemory.of(job, 0).trajectory());
        assertThat(trajectory.bytes()).isGreaterThan(numbers);
    }
}
