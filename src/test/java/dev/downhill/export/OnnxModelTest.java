package dev.downhill.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.Standardization;
import dev.downhill.engine.autograd.DType;
import dev.downhill.export.onnx.OnnxModel;
import dev.downhill.training.evaluation.Predictor;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models as ONNX, loaded by ONNX Runtime: it predicts what the service predicts. */
class OnnxModelTest {
    private static final OrtEnvironment RUNTIME = OrtEnvironment.getEnvironment();

    static List<String> cases() throws IOException {
        return List.copyOf(ExportedJob.specifications().keySet());
    }

    static Stream<String> activations() {
        return Stream.of(
                "tanh",
                "relu",
                "leakyRelu",
                "elu",
                "selu",
                "gelu",
                "silu",
                "mish",
                "sigmoid",
                "logSigmoid",
                "softplus",
                "softsign",
                "hardtanh",
                "relu6",
                "sine",
                "softmax",
                "logSoftmax");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void predictsTheSame(String name) throws Exception {
        ExportedJob run = ExportedJob.named(name);

        assertSame(run, run.job().dtype(), run.job().data().training(), 1e-6);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void everyActivationIsTheSame(String activation) throws Exception {
        ExportedJob run = ExportedJob.of("""
                {"model": {"layers": [{"type": "linear", "units": 5, "activation": "%s"}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "spiral", "n": 20, "noise": 1}, "steps": 2}""".formatted(activation));

        assertSame(run, DType.FLOAT64, run.job().data().training(), 1e-6);
        assertSame(run, DType.FLOAT32, run.job().data().training(), 2e-6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "w * exp(x) + log(x) - sqrt(x)",
                "abs(w - x) * sign(x - 2)",
                "sin(x) + cos(w * x) - tan(x / 9)",
                "sinh(x) - cosh(w) + tanh(x)",
                "log1p(x) + expm1(-x)",
                "sigmoid(x) + softplus(x) + gelu(x) + erf(x) + silu(x) + elu(-x) + leakyRelu(-x)",
                "logCosh(x) + softmax(x) + logSoftmax(x)",
                "sum(x) + mean(x) * x + max(x) - min(x)",
                "max(x, w) - min(x, 2) + pow(x, w) - x ** -1.5",
                "w"
            })
    void everyFunctionOfAnExpressionIsTheSame(String expression) throws Exception {
        ExportedJob run = ExportedJob.of("""
                {"model": {"expression": "%s", "parameters": {"w": 1.25}},
                 "data": {"x": [0.5, 1, 2, 3.5], "y": [1, 2, 3, 4]}, "steps": 1,
                 "optimizer": {"type": "sgd", "learningRate": 1e-6}}""".formatted(expression));

        assertSame(run, DType.FLOAT64, run.job().data().training(), 1e-6);
    }

    @Test
    void columnsMayHaveTheNamesOfGraphValues() throws Exception {
        ExportedJob run = ExportedJob.of("""
                {"model": {"expression": "`x` * `x:mean` + `Sub:0` * w", "parameters": {"w": 1.25}},
                 "data": {"x": [1, 2], "x:mean": [3, 5], "Sub:0": [2, 1], "yPred": [1, 2], "target": "yPred", "standardize": true},
                 "steps": 1}""");

        assertSame(run, DType.FLOAT64, run.job().data().training(), 1e-6);
    }

    @Test
    void theNumberOfRowsIsFree() throws Exception {
        ExportedJob run = ExportedJob.named("next-character");
        Dataset training = run.job().data().training();

        assertSame(run, DType.FLOAT64, training.select(new int[] {4, 0, 9}), 1e-6);
    }

    /** Features and standardization are part of the graph, so that it takes the columns as the data has them. */
    private static void assertSame(ExportedJob run, DType dtype, Dataset rows, double tolerance) throws OrtException {
        byte[] model = OnnxModel.of(
                run.job(), run.result().checkpoint(), dtype == DType.FLOAT32 ? Precision.FLOAT32 : Precision.FLOAT64);
        double[] expected =
                flat(Predictor.predict(run.job(), run.result().checkpoint().parameters(), rows)
                        .outputs());
        double[] given = runtime(model, run.job().model().inputs(raw(run, rows)), dtype);
        assertThat(given).hasSameSizeAs(expected);
        double size = DoubleStream.of(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < given.length; i++) {
            assertThat(Math.abs(given[i] - expected[i]))
                    .as("output %d: %s against %s", i, given[i], expected[i])
                    .isLessThanOrEqualTo(tolerance * Math.max(1, size));
        }
    }

    private static Dataset raw(ExportedJob run, Dataset rows) {
        if (run.job().data().features() != null) {
            return run.job().data().given();
        }
        Standardization scale = run.job().data().standardization();
        if (scale == null) {
            return rows;
        }
        List<Column> inputs = IntStream.range(0, rows.inputs().size())
                .mapToObj(c -> {
                    Column column = rows.inputs().get(c);
                    double[] values = new double[column.values().length];
                    for (int i = 0; i < values.length; i++) {
                        int element = i % column.stride();
                        values[i] = column.values()[i] * scale.deviations().get(c)[element]
                                + scale.means().get(c)[element];
                    }
                    return new Column(column.name(), column.width(), values);
                })
                .toList();
        return new Dataset(inputs, rows.target(), rows.classes(), rows.vocabulary());
    }

    /** The models are small, and a pool of threads for each of them is a strain on a busy machine. */
    private static OrtSession.SessionOptions oneThread() throws OrtException {
        var options = new OrtSession.SessionOptions();
        options.setInterOpNumThreads(1);
        options.setIntraOpNumThreads(1);
        return options;
    }

    private static double[] runtime(byte[] model, List<Column> columns, DType dtype) throws OrtException {
        try (var options = oneThread();
                OrtSession session = RUNTIME.createSession(model, options)) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            for (Column column : columns) {
                long[] shape =
                        Arrays.stream(column.dims(column.rows())).asLongStream().toArray();
                inputs.put(column.name(), tensor(column.values(), shape, dtype));
            }
            inputs.keySet().retainAll(session.getInputNames());
            try (OrtSession.Result result = session.run(inputs)) {
                assertThat(session.getOutputNames()).containsExactly("yPred");
                OnnxValue output = result.get(0);
                return flat(output.getValue());
            }
        }
    }

    private static OnnxTensor tensor(double[] values, long[] shape, DType dtype) throws OrtException {
        if (dtype == DType.FLOAT64) {
            return OnnxTensor.createTensor(RUNTIME, DoubleBuffer.wrap(values), shape);
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return OnnxTensor.createTensor(RUNTIME, FloatBuffer.wrap(floats), shape);
    }

    private static double[] flat(Object nested) {
        return stream(nested).toArray();
    }

    private static DoubleStream stream(Object nested) {
        return switch (nested) {
            case List<?> list -> list.stream().flatMapToDouble(OnnxModelTest::stream);
            case Object[] array -> Arrays.stream(array).flatMapToDouble(OnnxModelTest::stream);
            case double[] array -> Arrays.stream(array);
            case float[] array -> IntStream.range(0, array.length).mapToDouble(i -> array[i]);
            case Number number -> DoubleStream.of(number.doubleValue());
            default -> throw new AssertionError(nested.getClass());
        };
    }
}
