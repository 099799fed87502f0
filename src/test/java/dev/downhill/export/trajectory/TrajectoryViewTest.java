package dev.downhill.export.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Summary;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.FinalParameters;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of a trajectory, against lists into which its numbers are copied one by one. */
class TrajectoryViewTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource({
        "1, all, 1, 1000, 1",
        "1, all, 4, 20, 3",
        "5, all, 1, 1000, 1",
        "5, summary, 6, 40, 2",
        "1, summary, 7, 7, 1",
        "1, all, 30, 29, 1"
    })
    void viewIsWrittenLikeListsOfItsNumbers(int recorded, String parameters, long from, long to, long every) {
        Trajectory trajectory = trajectory(recorded, parameters);
        var selection = new Selection(from, to, every, null);

        JsonNode json = JSON.valueToTree(TrajectoryView.of(trajectory, selection));

        List<Integer> points = selection.points(trajectory).boxed().toList();
        assertThat(json.get("step").toString())
                .isEqualTo(JSON.writeValueAsString(
                        points.stream().map(trajectory::step).toList()));
        assertThat(json.get("loss").toString())
                .isEqualTo(JSON.writeValueAsString(
                        points.stream().map(trajectory::loss).toList()));
        assertThat(json.get("parameters").toString())
                .isEqualTo(JSON.writeValueAsString(copies(trajectory.parameters(), points)));
        assertThat(json.get("gradients").toString())
                .isEqualTo(JSON.writeValueAsString(copies(trajectory.gradients(), points)));
    }

    @Test
    void viewOfSomePointsHoldsThoseAlone() {
        Trajectory trajectory = trajectory(1, "all");

        TrajectoryView view = TrajectoryView.ofPoints(trajectory, 10, 13);

        assertThat(view.step()).containsExactly(11L, 12L, 13L).hasSize(3);
        assertThat(view.loss()).containsExactly(trajectory.loss(10), trajectory.loss(11), trajectory.loss(12));
    }

    @Test
    void numberOfASummaryThatIsNotFiniteIsNull() throws IOException {
        JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(JSON.readTree("""
                {"model": {"expression": "w * x", "parameters": {"w": [1e308, 1.7e308]}}, "data": {"x": [0, 0], "y": [1, 1]},
                 "steps": 1, "record": {"parameters": "summary"}}"""));
        var trainer = new Trainer(job);
        TrainingResult result = trainer.run(Interruption.NEVER);
        var lines = new StringWriter();
        TrajectoryLines.write(trainer.trajectory(), Selection.ALL, lines);

        JsonNode view = JSON.valueToTree(TrajectoryView.of(trainer.trajectory(), Selection.ALL));
        assertThat(view.at("/initial/w/norm").isNull()).isTrue();
        assertThat(view.at("/parameters/w/norm/0").isNull()).isTrue();
        assertThat(view.at("/parameters/w/mean/0").asDouble()).isEqualTo(1.35e308);
        assertThat(JSON.readTree(lines.toString()).at("/parameters/w/norm").isNull())
                .isTrue();
        assertThat(JSON.valueToTree(FinalParameters.of(job, result.checkpoint()))
                        .at("/w/norm")
                        .isNull())
                .isTrue();
    }

    private static Map<String, Object> copies(List<Track> tracks, List<Integer> points) {
        Map<String, Object> copies = new LinkedHashMap<>();
        for (Track track : tracks) {
            List<double[]> values = points.stream().map(track::values).toList();
            if (track.detail() == Track.Detail.ALL) {
                copies.put(
                        track.name(),
                        values.stream()
                                .map(numbers -> track.dims().length == 1 ? numbers : rows(numbers, track.dims()[1]))
                                .toList());
            } else {
                Map<String, Object> columns = new LinkedHashMap<>();
                for (int i = 0; i < Summary.NAMES.size(); i++) {
                    int number = i;
                    columns.put(
                            Summary.NAMES.get(i),
                            values.stream().map(numbers -> numbers[number]).toList());
                }
                copies.put(track.name(), columns);
            }
        }
        return copies;
    }

    private static List<List<Double>> rows(double[] numbers, int width) {
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            if (i % width == 0) {
                rows.add(new ArrayList<>());
            }
            rows.getLast().add(numbers[i]);
        }
        return rows;
    }

    private static Trajectory trajectory(int every, String parameters) {
        var trainer = new Trainer(
                new SpecificationReader(Limits.DEFAULT).read(JSON.readTree("""
                {"model": {"layers": [{"type": "linear", "units": 3, "activation": "tanh"}, {"type": "linear", "units": 1}]},
                 "data": {"generator": "plane", "n": 20}, "steps": 50,
                 "record": {"every": %d, "parameters": "%s", "gradients": true}}""".formatted(every, parameters))));
        var unused = trainer.run(Interruption.NEVER);
        return trainer.trajectory();
    }
}
