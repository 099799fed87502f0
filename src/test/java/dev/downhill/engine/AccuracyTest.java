package dev.downhill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.engine.autograd.Functions;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Kind;
import dev.downhill.engine.loss.BinaryCrossEntropyLoss;
import dev.downhill.engine.loss.BinaryCrossEntropyWithLogitsLoss;
import dev.downhill.engine.loss.HuberLoss;
import dev.downhill.engine.nn.activation.Activation;
import dev.downhill.engine.nn.activation.Activations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function and its derivative against values of 60 digits, over the whole range of doubles. The script
 * {@code src/test/python/accuracy.py} says what the files have and how they are made.
 */
class AccuracyTest {
    private static final Path FOLDER = Path.of("src/test/resources/accuracy");

    /** In units in the last place of the result. */
    private static final double LIMIT = 4;

    /** What remains where a factor of the result is below 2.2e-308 and so has fewer digits. */
    private static final double BELOW_THE_NORMAL_RANGE = 1e-320;

    private static final double ULP_OF_ONE = Math.ulp(1.0);
    private static final double FAR = Double.MAX_VALUE;

    /**
     * Where a derivative keeps fewer digits.
     *
     * @param least the least input that it holds for
     * @param greatest the greatest one
     * @param error the greatest absolute error there
     */
    private record FewerDigits(double least, double greatest, double error) {
        boolean holds(double x) {
            return x >= least && x <= greatest;
        }
    }

    /** Each has its reason in docs/reference/numerics.md. */
    private static final Map<String, List<FewerDigits>> EXCEPTIONS = Map.of(
            "tanh", List.of(new FewerDigits(-FAR, -0.5, 2 * ULP_OF_ONE), new FewerDigits(0.5, FAR, 2 * ULP_OF_ONE)),
            "sigmoid", List.of(new FewerDigits(0, FAR, ULP_OF_ONE)),
            "silu", List.of(new FewerDigits(-3, -0.8, ULP_OF_ONE), new FewerDigits(0, FAR, 20 * ULP_OF_ONE)),
            "mish", List.of(new FewerDigits(-4, -0.6, ULP_OF_ONE), new FewerDigits(0, FAR, 20 * ULP_OF_ONE)),
            "gelu", List.of(new FewerDigits(-1.5, -0.5, ULP_OF_ONE)),
            "bceWithLogits", List.of(new FewerDigits(-40, FAR, ULP_OF_ONE)));

    /** One line of a file; a derivative that there is none of is NaN. */
    private record Point(double[] inputs, double value, double[] derivatives) {
        static Point of(String line) {
            double[] numbers = Stream.of(line.split(" "))
                    .mapToDouble(digits -> digits.equals("-")
                            ? Double.NaN
                            : Double.longBitsToDouble(Long.parseUnsignedLong(digits, 16)))
                    .toArray();
            int inputs = numbers.length / 2;
            return new Point(
                    Arrays.copyOf(numbers, inputs),
                    numbers[inputs],
                    Arrays.copyOfRange(numbers, inputs + 1, numbers.length));
        }
    }

    static List<String> functions() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void valuesAndDerivativesHaveAllTheirDigits(String name) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve(name + ".txt"))) {
            Point point = Point.of(line);
            Tensor[] x = new Tensor[point.inputs.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = Tensor.parameter("x" + i, point.inputs[i]);
            }
            Tensor y = call(name, x);
            y.backward();
            if (isFar(y.item(), point.value, 0)) {
                wrong.add("at %s: %s, not %s".formatted(Arrays.toString(point.inputs), y.item(), point.value));
            }
            for (int i = 0; i < x.length; i++) {
                double expected = point.derivatives[i];
                double derivative = gradient(x[i]);
                if (!Double.isNaN(expected) && isFar(derivative, expected, allowed(name, point.inputs[0]))) {
                    wrong.add("derivative %d at %s: %s, not %s"
                            .formatted(i, Arrays.toString(point.inputs), derivative, expected));
                }
            }
        }
        assertThat(wrong.stream().limit(5)).isEmpty();
    }

    /** A function without a file would go unmeasured. */
    @Test
    void everyFunctionOfTheCataloguesIsMeasured() throws IOException {
        List<String> exactOrOfSeveralNumbers =
                List.of("sign", "sum", "mean", "max", "min", "identity", "sine", "softmax", "logSoftmax");
        Stream<String> names = Stream.concat(
                Functions.all().stream().map(Functions.Function::name), Activations.CATALOGUE.names().stream());

        assertThat(functions())
                .containsAll(names.filter(name -> !exactOrOfSeveralNumbers.contains(name))
                        .toList());
    }

    private static Tensor call(String name, Tensor[] x) {
        return switch (name) {
            case "huber" -> new HuberLoss(1).pointwise(x[0], x[1]);
            case "bce" -> new BinaryCrossEntropyLoss().pointwise(x[0], x[1]);
            case "bceWithLogits" -> new BinaryCrossEntropyWithLogitsLoss().pointwise(x[0], x[1]);
            case "div" -> x[0].div(x[1]);
            default -> {
                Functions.@Nullable Function function = Functions.named(name);
                yield function == null ? activation(name).apply(x[0]) : function.call(List.of(x));
            }
        };
    }

    private static Activation activation(String name) {
        Kind<Activation> kind = Objects.requireNonNull(Activations.CATALOGUE.named(name), name);
        return kind.create(kind.options().stream()
                .map(option -> (Object) Double.valueOf(option.option().defaultsTo()))
                .toList());
    }

    private static double gradient(Tensor x) {
        return x.grad() == null ? 0 : x.grad().item();
    }

    private static double allowed(String name, double x) {
        return EXCEPTIONS.getOrDefault(name, List.of()).stream()
                .filter(exception -> exception.holds(x))
                .mapToDouble(FewerDigits::error)
                .max()
                .orElse(0);
    }

    private static boolean isFar(double actual, double expected, double allowed) {
        if (Double.isNaN(actual)) {
            return true;
        }
        double error = Math.abs(actual - expected);
        boolean close = error <= Math.max(allowed, BELOW_THE_NORMAL_RANGE);
        return !close && Math.abs((double) (ordinal(actual) - ordinal(expected))) > LIMIT;
    }

    /** The number of a double in the order of all doubles. */
    private static long ordinal(double x) {
        long bits = Double.doubleToLongBits(x);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }
}
