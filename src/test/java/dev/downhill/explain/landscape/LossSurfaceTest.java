package dev.downhill.explain.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.FirstLesson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossSurfaceTest {
    private static final String LINE = """
            {"model": {"expression": "w * x + b", "parameters": {"w": 0.0, "b": 0.0}},
             "data": {"x": [1, 2, 3], "y": [3, 5, 7]}, "optimizer": {"type": "sgd", "learningRate": 0.05}, "steps": 40}""";

    private static final String NETWORK = """
            {"model": {"layers": [{"type": "linear", "units": 3, "activation": "tanh"}, {"type": "linear", "units": 1}]},
             "data": {"generator": "circle", "n": 20}, "loss": "bceWithLogits", "batchSize": 5, "seed": 3,
             "optimizer": {"type": "adam", "learningRate": 0.05}, "steps": 30}""";

    @Test
    void firstLessonIsABowlAroundThree() {
        LossSurface bowl = surface(FirstLesson.JSON, view(null, null, null));

        assertThat(bowl.x().name()).isEqualTo("w");
        assertThat(bowl.y()).isNull();
        assertThat(bowl.held()).isEmpty();
        List<Double> w = bowl.x().values();
        List<@Nullable Double> losses = Objects.requireNonNull(bowl.losses());
        assertThat(w).hasSize(101);
        for (int i = 0; i < w.size(); i++) {
            double error = 2 * w.get(i) - 6;
            assertThat(losses.get(i)).isCloseTo(error * error, within(1e-9));
        }
        assertThat(w.getFirst()).isLessThan(0);
        assertThat(w.getLast()).isGreaterThan(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e160", "-1e201", "1.7e308", "1.7976931348623157e308"})
    void weightThatIsFarAwayHasASurfaceAroundIt(String weight) {
        LossSurface surface = surface("""
                {"model": {"expression": "w * x", "parameters": {"w": %s}}, "data": {"x": [0.0], "y": [6.0]}, "steps": 1}
                """.formatted(weight), LossSurface.View.DEFAULT);

        double w = Double.parseDouble(weight);
        assertThat(surface.x().values()).hasSize(101).allMatch(Double::isFinite).isSorted();
        assertThat(surface.x().values().getFirst()).isLessThan(w);
        assertThat(surface.x().values().getLast()).isGreaterThanOrEqualTo(w);
        assertThat(Objects.requireNonNull(surface.losses())).containsOnly(36.0);
    }

    @Test
    void pathLiesOnTheBowlFromFirstToLastWeight() {
        Path path = surface(FirstLesson.JSON, view("w", null, null)).path();

        assertThat(path.step()).startsWith(0L, 1L, 2L).endsWith(10L).hasSize(11);
        assertThat(path.x()).startsWith(0.0, 2.4000000000000004, 2.88);
        assertThat(path.y()).isNull();
        assertThat(path.loss().get(0)).isEqualTo(36.0);
        assertThat(path.loss().get(1)).isCloseTo(1.44, within(1e-12));
    }

    @Test
    void eachRowIsOneValueOfTheSecondParameter() {
        LossSurface surface = surface(
                LINE, new LossSurface.View("w", "b", null, 0, new Axis.Range(0.0, 4.0), new Axis.Range(-1.0, 1.0), 5));

        List<List<@Nullable Double>> rows = Objects.requireNonNull(surface.rows());
        assertThat(surface.losses()).isNull();
        assertThat(surface.x().values()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
        List<Double> b = Objects.requireNonNull(surface.y()).values();
        assertThat(b).containsExactly(-1.0, -0.5, 0.0, 0.5, 1.0);
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 5; column++) {
                assertThat(rows.get(row).get(column))
                        .isCloseTo(lineLoss(surface.x().values().get(column), b.get(row)), within(1e-12));
            }
        }
    }

    private static double lineLoss(double w, double b) {
        double sum = 0;
        for (int x = 1; x <= 3; x++) {
            double error = w * x + b - (2 * x + 1);
            sum += error * error;
        }
        return sum / 3;
    }

    @Test
    void holdsTheOtherParameterAtItsFinalValue() {
        JobWithWeights job = JobWithWeights.of(LINE);
        double b = Objects.requireNonNull(job.result().checkpoint().parameters().get("b"))[0];

        LossSurface surface = LossSurface.of(job.weights(), view("w", null, 7), 1000);

        assertThat(surface.held()).containsExactly(Map.entry("b", b));
        assertThat(Objects.requireNonNull(surface.losses()).get(3))
                .isCloseTo(lineLoss(surface.x().values().get(3), b), within(1e-12));
    }

    @Test
    void surfaceOverATensorElementMeetsTheFinalLoss() {
        JobWithWeights job = JobWithWeights.of(NETWORK);

        LossSurface surface = LossSurface.of(job.weights(), view("0.weight[1][0]", "1.bias[0]", 11), 10_000);

        assertThat(middle(surface))
                .isCloseTo(Objects.requireNonNull(job.result().finalLoss()), within(1e-12));
        assertThat(surface.held()).hasSize(13 - 2).doesNotContainKeys("0.weight[1][0]", "1.bias[0]");
        assertThat(surface.path().step()).hasSize(31);
    }

    @Test
    void randomDirectionsMeetTheFinalLossInTheirMiddle() {
        JobWithWeights job = JobWithWeights.of(NETWORK);

        LossSurface surface = LossSurface.of(job.weights(), view(null, null, 11), 10_000);

        assertThat(surface.x().name()).isEqualTo("direction 1");
        assertThat(surface.x().values().getFirst()).isEqualTo(-1);
        assertThat(middle(surface))
                .isCloseTo(Objects.requireNonNull(job.result().finalLoss()), within(1e-12));
        assertThat(surface.path().x().getLast()).isZero();
        assertThat(Objects.requireNonNull(surface.path().y()).getLast()).isZero();
        assertThat(surface.path().x().getFirst()).isNotZero();
    }

    @Test
    void rowsOfRandomDirectionsHaveTheNormOfTheWeights() {
        JobWithWeights job = JobWithWeights.of(NETWORK);
        Map<String, double[]> weights = job.result().checkpoint().parameters();

        Span plane = RandomDirections.of(job.specification(), weights, 1);

        for (Map<String, double[]> direction : plane.directions()) {
            for (int row = 0; row < 3; row++) {
                assertThat(length(values(direction, "0.weight"), 2 * row, 2))
                        .isCloseTo(length(values(weights, "0.weight"), 2 * row, 2), within(1e-12));
            }
            assertThat(length(values(direction, "0.bias"), 0, 3))
                    .isCloseTo(length(values(weights, "0.bias"), 0, 3), within(1e-12));
        }
    }

    @Test
    void projectionOfAPositionOnARandomPlaneIsThatPosition() {
        JobWithWeights job = JobWithWeights.of(NETWORK);
        Span plane = RandomDirections.of(
                job.specification(), job.result().checkpoint().parameters(), 5);

        double[] position = plane.project(plane.at(new double[] {0.3, -0.7}));

        assertThat(position[0]).isCloseTo(0.3, within(1e-12));
        assertThat(position[1]).isCloseTo(-0.7, within(1e-12));
    }

    @Test
    void pathOfTwoWeightsLiesInThePlaneOfItsComponents() {
        JobWithWeights job = JobWithWeights.of("""
                {"model": {"expression": "w * x + b + c", "parameters": {"w": 0.0, "b": 0.0, "c": 0.5}}, "frozen": ["c"],
                 "data": {"x": [0.0, 1.0, 2.0], "y": [1.0, 3.0, 5.0]},
                 "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 20}""");
        LossSurface surface = LossSurface.of(job.weights(), along(LossSurface.Directions.PATH), 40_000);
        Path path = surface.path();
        double w = Objects.requireNonNull(job.result().checkpoint().parameters().get("w"))[0];
        double b = Objects.requireNonNull(job.result().checkpoint().parameters().get("b"))[0];
        double y = Objects.requireNonNull(path.y()).getFirst();

        assertThat(surface.x().name()).isEqualTo("component 1");
        assertThat(path.x().getFirst()).isNegative();
        assertThat(Math.hypot(path.x().getFirst(), y)).isCloseTo(Math.hypot(w, b), within(1e-9));
        assertThat(path.x().getLast()).isZero();
    }

    @Test
    void componentsShowMoreOfANetworksPathThanARandomPlane() {
        WeightStates weights = JobWithWeights.of(NETWORK).weights();
        Path along = LossSurface.of(weights, along(LossSurface.Directions.PATH), 40_000)
                .path();
        Path random = LossSurface.of(weights, along(LossSurface.Directions.RANDOM), 40_000)
                .path();

        assertThat(Math.abs(along.x().getFirst()))
                .isGreaterThan(5 * Math.abs(random.x().getFirst()));
        assertThat(along.loss()).isEqualTo(random.loss());
    }

    @Test
    void showsARunWithoutAPathAlongRandomDirections() {
        WeightStates still = JobWithWeights.of(NETWORK.replace("\"steps\": 30", "\"steps\": 1"))
                .weights();
        assertThat(LossSurface.of(still, along(LossSurface.Directions.PATH), 40_000)
                        .x()
                        .name())
                .isEqualTo("direction 1");
    }

    private static LossSurface.View along(LossSurface.Directions directions) {
        return new LossSurface.View(null, null, directions, 0, Axis.Range.DEFAULT, Axis.Range.DEFAULT, 5);
    }

    @Test
    void nonFiniteLossIsNoNumber() {
        String json = """
                {"model": {"expression": "log(w) * x", "parameters": {"w": 2.0}}, "data": {"x": [1], "y": [1]}, "steps": 3}""";

        LossSurface surface = surface(
                json, new LossSurface.View("w", null, null, 0, new Axis.Range(-1.0, 3.0), Axis.Range.DEFAULT, 5));

        List<@Nullable Double> losses = Objects.requireNonNull(surface.losses());
        assertThat(losses.subList(0, 2)).containsOnlyNulls();
        assertThat(losses.subList(2, 5)).doesNotContainNull();
    }

    @Test
    void thinsALongRunAndKeepsItsEnds() {
        Path path = surface(
                        FirstLesson.JSON.replace("\"steps\": 10", "\"steps\": 5000, \"record\": {\"every\": 1}"),
                        view("w", null, 5))
                .path();

        assertThat(path.step())
                .hasSize(Path.MOST_POINTS)
                .startsWith(0L)
                .endsWith(5000L)
                .isSorted();
    }

    @Test
    void pathOverCheckpointsIsPartOfTheWholePath() {
        LossSurface.View view = view(null, null, 5);
        Path whole = surface(NETWORK, view).path();
        LossSurface surface = surface(
                NETWORK.replace("\"steps\": 30", "\"steps\": 30, \"record\": {\"parameters\": \"summary\"}"), view);
        Path kept = surface.path();

        assertThat(surface.rows()).hasSize(5);
        assertThat(kept.step()).containsExactly(0L, 16L, 30L);
        for (int i = 0; i < kept.step().size(); i++) {
            int same = whole.step().indexOf(kept.step().get(i));
            assertThat(kept.x().get(i)).isEqualTo(whole.x().get(same));
            assertThat(kept.loss().get(i)).isEqualTo(whole.loss().get(same));
        }
    }

    @Test
    void namesAnInvalidParameter() {
        assertRefused(view("v", null, null), "x", "no parameter 'v'; there are w, b");
        assertRefused(view("w[0]", null, null), "x", "shape ()");
        assertRefused(view("w", "w", null), "y", "must differ");
        assertRefused(view(null, "w", null), "y", "'x'");
        assertRefused(
                new LossSurface.View("w", null, null, 0, Axis.Range.DEFAULT, new Axis.Range(null, 1.0), null),
                "yMax",
                "no second axis");
        assertRefused(view("w", "b", 101), "points", "between 2 and 100");
        assertRefused(view("w", null, 1), "points", "between 2 and 10000");
        assertRefused(ranged(Double.NaN, 1.0), "xMin", "NaN");
        assertRefused(ranged(0.0, Double.POSITIVE_INFINITY), "xMax", "Infinity");
        assertRefused(ranged(1.0, 1.0), "xMin", "no range");
        assertRefused(ranged(-1.7e308, 1.7e308), "xMin", "no range");
    }

    @Test
    void showsALargeModelAtFewerPointsByDefault() {
        String large = NETWORK.replace("\"units\": 3,", "\"units\": 2000,").replace("\"n\": 20", "\"n\": 300");

        LossSurface surface = surface(large.replace("\"steps\": 30", "\"steps\": 1"), view(null, null, null));

        assertThat(surface.x().values()).hasSize(14);
    }

    @Test
    void interruptedThreadStops() {
        JobWithWeights job = JobWithWeights.of(LINE);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> LossSurface.of(job.weights(), view("w", null, 5), 100))
                    .isInstanceOf(CancellationException.class);
        } finally {
            boolean unused = Thread.interrupted();
        }
    }

    private static LossSurface.View ranged(double min, double max) {
        return new LossSurface.View("w", null, null, 0, new Axis.Range(min, max), Axis.Range.DEFAULT, null);
    }

    private static void assertRefused(LossSurface.View view, String parameter, String words) {
        assertThatThrownBy(() -> surface(LINE, view)).isInstanceOfSatisfying(LandscapeException.class, e -> {
            assertThat(e.parameter()).isEqualTo(parameter);
            assertThat(e).hasMessageContaining(words);
        });
    }

    private static LossSurface surface(String json, LossSurface.View view) {
        return LossSurface.of(JobWithWeights.of(json).weights(), view, 10_000);
    }

    private static LossSurface.View view(@Nullable String x, @Nullable String y, @Nullable Integer points) {
        return new LossSurface.View(x, y, null, 0, Axis.Range.DEFAULT, Axis.Range.DEFAULT, points);
    }

    private static double middle(LossSurface surface) {
        List<List<@Nullable Double>> rows = Objects.requireNonNull(surface.rows());
        return Objects.requireNonNull(rows.get(rows.size() / 2).get(rows.size() / 2));
    }

    private static double length(double[] values, int from, int count) {
        double squares = 0;
        for (int i = from; i < from + count; i++) {
            squares += values[i] * values[i];
        }
        return Math.sqrt(squares);
    }

    private static double[] values(Map<String, double[]> weights, String name) {
        return Objects.requireNonNull(weights.get(name));
    }
}
