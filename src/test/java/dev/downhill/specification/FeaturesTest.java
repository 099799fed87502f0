package dev.downhill.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.data.Column;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.export.ExportedJob;
import dev.downhill.export.python.PyTorchScript;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.reading.PredictionReader;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.evaluation.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Features of the inputs: a run with them is the run with their columns computed by hand. */
class FeaturesTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** A formula, and the same in Java where that has the same bits. */
    private record Feature(String formula, DoubleBinaryOperator value) {}

    private static final List<Feature> FEATURES = List.of(
            new Feature("x1", (a, b) -> a),
            new Feature("x2", (a, b) -> b),
            new Feature("x1 * x2", (a, b) -> a * b),
            new Feature("x1 ** 2", (a, b) -> a * a),
            new Feature("x1 / (1 + abs(x2))", (a, b) -> a / (1 + Math.abs(b))),
            new Feature("max(x1, x2) - 0.5", (a, b) -> Math.max(a, b) - 0.5),
            new Feature("sqrt(abs(x2))", (a, b) -> Math.sqrt(Math.abs(b))));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void trajectoryIsThatOfColumnsComputedByHand(int seed) {
        var random = new SplittableRandom(seed);
        int rows = seed % 2 == 0 ? 23 : 700;
        double[] x1 = random.doubles(rows, -3, 3).toArray();
        double[] x2 = random.doubles(rows, -3, 3).toArray();
        double[] y = random.doubles(rows, -1, 1).toArray();
        List<Feature> chosen = new ArrayList<>(FEATURES);
        while (chosen.size() > 1 + seed % 5) {
            chosen.remove(random.nextInt(chosen.size()));
        }
        String settings = """
                "testFraction": 0.25, "standardize": %s}, "dtype": "%s", "batchSize": 10, "seed": %d, "steps": 20,
                "optimizer": {"type": "adam", "learningRate": 0.05}, "model": {"layers":
                 [{"type": "linear", "units": 4, "activation": "tanh"}, {"type": "linear", "units": 1}]}}""".formatted(seed % 3 > 0, seed % 4 == 0 ? "float32" : "float64", seed);
        String names = chosen.stream()
                .map(feature -> '"' + feature.formula() + '"')
                .collect(Collectors.joining(", ", "[", "]"));
        StringBuilder byHand = new StringBuilder("{\"data\": {");
        for (int i = 0; i < chosen.size(); i++) {
            double[] values = new double[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = chosen.get(i).value().applyAsDouble(x1[row], x2[row]);
            }
            byHand.append("\"f%d\": %s, ".formatted(i, text(values)));
        }

        ExportedJob hand = ExportedJob.of(byHand + "\"y\": " + text(y) + ", " + settings);
        ExportedJob features = ExportedJob.of("{\"data\": {\"x1\": %s, \"x2\": %s, \"y\": %s, \"features\": %s, %s"
                .formatted(text(x1), text(x2), text(y), names, settings));

        assertSameRun(features, hand);
        ExportedJob again = ExportedJob.of(features.job().text().json());
        assertSameRun(again, features);
        assertThat(again.job().text().text()).isEqualTo(features.job().text().text());
        assertThat(PyTorchScript.of(features.job(), 20, 100_000)).contains("# The inputs are the features");
    }

    private static void assertSameRun(ExportedJob run, ExportedJob other) {
        assertThat(run.result().checkpoint().parameters())
                .usingRecursiveComparison()
                .isEqualTo(other.result().checkpoint().parameters());
        assertThat(run.trajectory()).usingRecursiveComparison().isEqualTo(other.trajectory());
    }

    private static String text(double[] values) {
        return DoubleStream.of(values).mapToObj(Double::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    @Test
    void predictionsTakeTheInputsAsGiven() {
        ExportedJob run = ExportedJob.of(xor("\"features\": [\"x1 * x2\", \"x1\"], \"standardize\": true"));
        var request = JSON.readTree("{\"inputs\": {\"x\": [[1.5, -2.0], [0.5, 3.0]]}}");

        PredictionRequest read = new PredictionReader(10).read(request, run.job(), ReadingAllowance.UNLIMITED);

        var scale = Objects.requireNonNull(run.job().data().standardization());
        assertThat(read.rows().inputs()).extracting(Column::name).containsExactly("x1 * x2", "x1");
        double[] products = read.rows().inputs().getFirst().values();
        assertThat(products[0])
                .isEqualTo((-3.0 - scale.means().get(0)[0]) / scale.deviations().get(0)[0]);
        assertThat(products[1])
                .isEqualTo((1.5 - scale.means().get(0)[0]) / scale.deviations().get(0)[0]);
        assertThat(Predictor.predict(run.job(), run.result().checkpoint().parameters(), read.rows())
                        .outputs())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(2);
    }

    @Test
    void predictionOfRowWithoutFeatureIsRefused() {
        ExportedJob run = ExportedJob.of(xor("\"features\": [\"1 / x1\", \"x2\"]"));
        var request = JSON.readTree("{\"inputs\": {\"x\": [[1, 2], [0, 3]]}}");

        assertThatThrownBy(() -> new PredictionReader(10).read(request, run.job(), ReadingAllowance.UNLIMITED))
                .isInstanceOf(InvalidSpecification.class)
                .hasMessageContaining("for row 2 of these inputs the feature 1 / x1 is not a finite number");
    }

    @Test
    void jobKeepsTheRowsAsGiven() {
        var data = ExportedJob.of(xor("\"features\": [\"x1 * x2\"], \"testFraction\": 0.25, \"standardize\": true"))
                .job()
                .data();
        var plain = ExportedJob.of(xor("\"testFraction\": 0.25")).job().data();

        assertThat(data.given()).usingRecursiveComparison().isEqualTo(plain.training());
        assertThat(Objects.requireNonNull(data.features()).test())
                .usingRecursiveComparison()
                .isEqualTo(plain.test());
        assertThat(data.bytes()).isGreaterThan(plain.bytes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "['xx1']             | /data/features/0 | did you mean 'x1'?",
                "['x1', 'sum(x1)']   | /data/features/1 | column 1: sum computes across rows; a feature is computed from one row",
                "['x1 - max(x2)']    | /data/features/0 | column 6: max computes across rows",
                "['x1 @ x2']         | /data/features/0 | column 4: @ computes across rows",
                "['x1', 'x1']        | /data/features/1 | 'x1' is given twice",
                "['2']               | /data/features/0 | a feature names at least one column",
                "['x1 +']            | /data/features/0 | column",
                "['x1', 3]           | /data/features/1 | a feature is a formula, not a number",
                "[]                  | /data/features   | 'features' must be an array of 1 to 64 formulas",
                "'x1'                | /data/features   | 'features' must be an array of 1 to 64 formulas",
                "['y']               | /data/features/0 | 'y' is not a data column",
                "['x1', 'log(x2)']   | /data/features/1 | log(x2) is not a finite number in row"
            })
    void faultStandsAtTheFeature(String features, String pointer, String message) {
        assertFault(xor("\"features\": " + features.replace('\'', '"')), pointer, message);
    }

    @Test
    void featuresAreForLayers() {
        assertFault("""
                {"model": {"expression": "w * x", "parameters": {"w": 0}}, "data": {"x": [1], "y": [2], "features": ["x"]}}""", "/data/features", "a formula names the columns itself");
        assertFault("""
                {"model": {"layers": [{"type": "linear", "units": 1}]}, "data": {"x": [1, 2], "target": "x", "features": ["x"]}}""", "/data/features", "need a target that is not an input itself");
        assertFault("""
                {"model": {"layers": [{"type": "embedding", "embeddingDim": 4}, {"type": "flatten"}, {"type": "linear", "units": 3}]},
                 "data": {"text": "abcabc", "features": ["x1"]}}""", "/data/features", "a text has none");
    }

    @Test
    void columnOfNumbersMayBeCalledFeatures() {
        ExportedJob run = ExportedJob.of("""
                {"model": {"expression": "w * features", "parameters": {"w": 0}},
                 "data": {"features": [1, 2], "y": [2, 4]}, "steps": 3}""");

        assertThat(run.job().data().features()).isNull();
        assertThat(run.job().data().training().inputs())
                .extracting(Column::name)
                .containsExactly("features");
    }

    private static String xor(String more) {
        return """
                {"model": {"layers": [{"type": "linear", "units": 3, "activation": "tanh"}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "xor", "n": 40, %s}, "steps": 5}""".formatted(more);
    }

    private static void assertFault(String specification, String pointer, String message) {
        assertThatThrownBy(() -> new SpecificationReader(Limits.DEFAULT).read(JSON.readTree(specification)))
                .isInstanceOfSatisfying(
                        InvalidSpecification.class,
                        refused -> assertThat(refused.faults()).anySatisfy(fault -> {
                            assertThat(fault.pointer()).isEqualTo(pointer);
                            assertThat(fault.message()).contains(message);
                        }));
    }
}
