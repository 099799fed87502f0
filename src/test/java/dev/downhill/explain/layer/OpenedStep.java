package dev.downhill.explain.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.explain.step.LayerExplainer;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.replay.Replay;
import dev.downhill.training.replay.ReplayedStep;
import dev.downhill.training.run.Interruption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The second step of a run over random rows, whose layers a test opens. */
record OpenedStep(JobSpecification job, ReplayedStep step) {
    private static final LayerExplainer EXPLAINER = new LayerExplainer(10_000_000);
    private static final double TOLERANCE = 1e-10;

    /**
     * Trains layers on random rows with one random target each.
     *
     * @param width the numbers of a row
     */
    static OpenedStep of(String layers, int rows, int width, RandomGenerator random) {
        String x = IntStream.range(0, rows)
                .mapToObj(row -> IntStream.range(0, width)
                        .mapToObj(i -> Double.toString(random.nextDouble(-2, 2)))
                        .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "[", "]"));
        String y = IntStream.range(0, rows)
                .mapToObj(row -> Double.toString(random.nextDouble(-1, 1)))
                .collect(Collectors.joining(", ", "[", "]"));
        String json = """
                {"model": {"layers": [%s, {"type": "flatten"}, {"type": "linear", "units": 1}]},
                 "data": {"x": %s, "y": %s}, "optimizer": {"type": "sgd", "learningRate": 0.05}, "steps": 2, "seed": %d}""".formatted(layers, x, y, random.nextInt(1000));
        JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
        var replay = new Replay(job, Checkpoint.initial(job));
        assertThat(replay.advanceTo(1, Interruption.NEVER)).isNull();
        return new OpenedStep(job, replay.next());
    }

    int rows() {
        return step.rows().length;
    }

    OpenedLayer open(int row, String layer, @Nullable String element) {
        return EXPLAINER
                .explain(job, step, row, LayerChoice.of(layer, element))
                .layers()
                .getFirst();
    }

    <T extends LayerArithmetic> T open(int row, String layer, @Nullable String element, Class<T> kind) {
        return kind.cast(Objects.requireNonNull(open(row, layer, element).arithmetic()));
    }

    /** Returns a parameter as it was before the step. */
    double[] parameter(String name) {
        return Objects.requireNonNull(step.before().parameters().get(name));
    }

    /** Returns the data of a row of the batch. */
    double[] data(int row) {
        double[] all = Objects.requireNonNull(step.given()
                .get(step.graph().forward().inputs().values().iterator().next()));
        int width = all.length / rows();
        return java.util.Arrays.copyOfRange(all, row * width, (row + 1) * width);
    }

    /** Returns the gradient that the optimizer saw. */
    double[] gradient(String name) {
        return step.gradients().get(step.graph().trained().indexOf(name));
    }

    /** Returns the numbers of nested lists, row-major; NaN for null. */
    static double[] numbers(@Nullable Object nested) {
        List<Double> all = new ArrayList<>();
        collect(nested, all);
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void collect(@Nullable Object nested, List<Double> all) {
        if (nested instanceof List<?> list) {
            list.forEach(element -> collect(element, all));
        } else {
            all.add(nested instanceof Double number ? number : Double.NaN);
        }
    }

    static double number(@Nullable Double number) {
        return Objects.requireNonNull(number);
    }

    static double dot(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] * other[i])
                .sum();
    }

    static void assertClose(double actual, double expected, String what) {
        assertThat(Math.abs(actual - expected))
                .as("%s: %s against %s", what, actual, expected)
                .isLessThanOrEqualTo(TOLERANCE * (1 + Math.abs(expected)));
    }

    static void assertClose(double[] actual, double[] expected, String what) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertClose(actual[i], expected[i], what + " [" + i + "]");
        }
    }

    /** Returns every element of a shape as a request names it. */
    static List<String> elements(List<Integer> shape) {
        int[] dims = shape.stream().mapToInt(Integer::intValue).toArray();
        NDArray all = NDArray.full(dev.downhill.engine.autograd.Shape.of(dims), 0);
        int[] strides = all.shape().strides();
        return IntStream.range(0, all.values().length)
                .mapToObj(index -> IntStream.range(0, dims.length)
                        .mapToObj(axis -> Integer.toString(index / strides[axis] % dims[axis]))
                        .collect(Collectors.joining(",")))
                .toList();
    }
}
