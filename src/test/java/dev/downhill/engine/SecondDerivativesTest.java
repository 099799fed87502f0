package dev.downhill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.engine.autograd.Functions;
import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Kind;
import dev.downhill.engine.loss.BinaryCrossEntropyWithLogitsLoss;
import dev.downhill.engine.loss.HuberLoss;
import dev.downhill.engine.loss.LogCoshLoss;
import dev.downhill.engine.loss.Loss;
import dev.downhill.engine.loss.MeanSquaredErrorLoss;
import dev.downhill.engine.nn.activation.Activation;
import dev.downhill.engine.nn.activation.Activations;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The derivative of a derivative, which products with the Hessian are made of. */
class SecondDerivativesTest {
    private static final List<String> ROWS = List.of("softmax", "logSoftmax");

    static Stream<String> functions() {
        return Stream.concat(
                        Functions.all().stream()
                                .filter(function -> function.least() == 1)
                                .map(Functions.Function::name),
                        Activations.CATALOGUE.names().stream())
                .distinct()
                .filter(name -> !ROWS.contains(name));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void agreesWithDifferencesOfTheFirst(String name) {
        var random = new SplittableRandom(name.hashCode());
        for (int round = 0; round < 50; round++) {
            double x = random.nextDouble(0.05, 0.95) + (isOnPositiveNumbers(name) ? 0 : random.nextInt(-2, 2));
            double h = 3e-4;
            double near = first(name, x + h) - first(name, x - h);
            double far = first(name, x + 2 * h) - first(name, x - 2 * h);
            double difference = (8 * near - far) / (12 * h);

            assertThat(second(one(name), x))
                    .as("%s at %s", name, x)
                    .isCloseTo(difference, within(1e-5 * Math.max(1, Math.abs(difference))));
        }
    }

    private static boolean isOnPositiveNumbers(String name) {
        return name.equals("log") || name.equals("sqrt") || name.equals("log1p");
    }

    /** Where it exists it is a number: no branch that is not taken makes 0 times infinity of it. */
    @ParameterizedTest
    @MethodSource("functions")
    void isFiniteFarOut(String name) {
        for (double x : new double[] {-700, -40, -1e-300, 1e-300, 40, 700}) {
            if (x > 1e-10 || !isOnPositiveNumbers(name)) {
                assertThat(second(one(name), x)).as("%s at %s", name, x).isFinite();
            }
        }
    }

    /** By a, by b, and by both. */
    @ParameterizedTest
    @CsvSource({
        "0, 2, 2, 0, 0",
        "0, 3, 0, 0, 0",
        "0, 1, 0, 0, 1",
        "0, 0, 0, 0, Infinity",
        "0, 2.5, 0, 0, 0",
        "2, 0, 0, 0.4804530139182014, 0.5",
        "2, 1, 0, 0.9609060278364028, 1.6931471805599454",
        "2, 3, 12, 3.8436241113456114, 12.317766166719343",
        "1, 3, 6, 0, 1",
        "-2, 3, -12, NaN, NaN"
    })
    void secondDerivativeOfAPower(double a, double b, double byBase, double byExponent, double byBoth) {
        Tensor base = Tensor.parameter("a", a);
        Tensor exponent = Tensor.parameter("b", b);
        List<Tensor> variables = List.of(base, exponent);
        List<Tensor> gradients = Gradients.of(base.pow(exponent), variables);
        List<Tensor> ofTheFirst = Gradients.of(gradients.get(0), variables);
        List<Tensor> ofTheSecond = Gradients.of(gradients.get(1), variables);

        assertSame(ofTheFirst.get(0).item(), byBase);
        assertSame(ofTheFirst.get(1).item(), byBoth);
        assertSame(ofTheSecond.get(0).item(), byBoth);
        assertSame(ofTheSecond.get(1).item(), byExponent);
    }

    private static void assertSame(double actual, double expected) {
        if (!Double.isFinite(expected)) {
            assertThat(Double.valueOf(actual)).isEqualTo(Double.valueOf(expected));
        } else {
            assertThat(actual).isCloseTo(expected, within(1e-14 * Math.abs(expected)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 2", "3, 0", "2.5, 0", "4, 0"})
    void secondDerivativeOfAPowerAtZero(double exponent, double expected) {
        assertThat(second(x -> x.pow(exponent), 0)).isEqualTo(expected);
    }

    /** Half a square near its target, so 1 also where the prediction is right. */
    @ParameterizedTest
    @ValueSource(doubles = {-0.5, 0, 1e-200, 0.75})
    void secondDerivativeOfHuberIsOne(double x) {
        assertThat(second(new HuberLoss(1), x, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0.25", "60, 1, 8.75651076269652e-27", "-60, 1, 8.75651076269652e-27", "800, 1, 0"})
    void secondDerivativeOfBceWithLogitsIsThatOfTheSigmoid(double x, double y, double expected) {
        assertThat(second(new BinaryCrossEntropyWithLogitsLoss(), x, y)).isCloseTo(expected, within(1e-15 * expected));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300})
    void otherLossesCurveLikeTheirParabolaNearTheTarget(double x) {
        assertThat(second(new MeanSquaredErrorLoss(), x, 0)).isEqualTo(2);
        assertThat(second(new LogCoshLoss(), x, 0)).isEqualTo(1);
    }

    private static double second(Loss loss, double x, double y) {
        return second(prediction -> loss.pointwise(prediction, Tensor.of(y)), x);
    }

    private static double first(String name, double x) {
        Tensor point = Tensor.parameter("x", x);
        return Gradients.of(one(name).apply(point), List.of(point)).getFirst().item();
    }

    private static double second(UnaryOperator<Tensor> function, double x) {
        Tensor point = Tensor.parameter("x", x);
        Tensor slope = Gradients.of(function.apply(point), List.of(point)).getFirst();
        return Gradients.of(slope, List.of(point)).getFirst().item();
    }

    private static UnaryOperator<Tensor> one(String name) {
        Functions.Function function = Functions.named(name);
        if (function != null) {
            return x -> function.call(List.of(x));
        }
        Kind<Activation> kind = Objects.requireNonNull(Activations.CATALOGUE.named(name), name);
        Activation activation = kind.create(kind.options().stream()
                .map(option -> (Object) Double.valueOf(option.option().defaultsTo()))
                .toList());
        return activation::apply;
    }
}
