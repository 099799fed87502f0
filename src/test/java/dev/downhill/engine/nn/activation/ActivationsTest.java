package dev.downhill.engine.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.NumericalGradients;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Kind;
import dev.downhill.engine.catalog.OptionField;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationsTest {
    static List<Kind<Activation>> activations() {
        return Activations.CATALOGUE.kinds();
    }

    @ParameterizedTest
    @MethodSource("activations")
    void itsGradientAgreesWithCentralDifferencesAwayFromKinks(Kind<Activation> kind) {
        Activation activation = withDefaults(kind);
        var random = new SplittableRandom(kind.name().hashCode());
        for (int round = 0; round < 20; round++) {
            Shape shape = Shape.of(1 + random.nextInt(4), 1 + random.nextInt(5));
            double[] values = random.doubles(shape.size(), -3, 3)
                    .map(ActivationsTest::awayFromKinks)
                    .toArray();
            NumericalGradients.check(new NDArray(shape, values), random, activation::apply);
        }
    }

    private static double awayFromKinks(double x) {
        for (double kink : new double[] {-1, 0, 1}) {
            if (Math.abs(x - kink) < 0.01) {
                return x + 0.05;
            }
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("activations")
    void itIsFiniteAtTheExtremes(Kind<Activation> kind) {
        Tensor extremes = Tensor.of(NDArray.matrix(new double[] {-1000, 0, 1000}));

        double[] y = Objects.requireNonNull(withDefaults(kind).apply(extremes).value())
                .values();

        for (double value : y) {
            assertThat(value).isFinite();
        }
    }

    /** Values of torch 2.13 in float64. */
    @ParameterizedTest
    @CsvSource({
        "tanh, -0.7, -0.6043677771171636",
        "leakyRelu, -0.7, -0.006999999999999999",
        "elu, -0.7, -0.5034146962085905",
        "selu, -0.7, -0.8850530455772052",
        "gelu, -0.7, -0.1693745565561511",
        "silu, -0.7, -0.2322685594822837",
        "mish, -0.7, -0.2678702347955009",
        "sigmoid, -0.7, 0.3318122278318339",
        "logSigmoid, -0.7, -1.103186048885458",
        "softplus, -0.7, 0.4031860488854579",
        "softsign, -0.7, -0.4117647058823529",
        "hardtanh, -1.7, -1",
        "relu6, 6.7, 6"
    })
    void itIsWhatPyTorchComputes(String name, double x, double y) {
        Kind<Activation> kind = Objects.requireNonNull(Activations.CATALOGUE.named(name));

        assertThat(withDefaults(kind).apply(Tensor.of(x)).item()).isCloseTo(y, within(1e-15));
    }

    private static Activation withDefaults(Kind<Activation> kind) {
        return kind.create(
                kind.options().stream().map(ActivationsTest::defaultOf).toList());
    }

    private static Object defaultOf(OptionField option) {
        return Double.valueOf(option.option().defaultsTo());
    }
}
