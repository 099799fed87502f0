package dev.downhill.engine.loss;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {
    static List<Kind<Loss>> losses() {
        return Losses.CATALOGUE.kinds();
    }

    private static Object value(OptionField option) {
        return switch (option.name()) {
            case "labelSmoothing" -> 0.3;
            case "posWeight" -> List.of(1.7);
            case "classWeights" -> List.of();
            default -> 1.0;
        };
    }

    @ParameterizedTest
    @MethodSource("losses")
    void itsGradientAgreesWithCentralDifferences(Kind<Loss> kind) {
        Loss loss = kind.create(kind.options().stream().map(LossesTest::value).toList());
        var random = new SplittableRandom(kind.name().hashCode());
        for (int round = 0; round < 20; round++) {
            int rows = 1 + random.nextInt(5);
            int columns = 2 + random.nextInt(4);
            Shape shape = Shape.of(rows, columns);
            double[] outputs = random.doubles(shape.size(), 0.05, 0.95).toArray();
            Tensor target = target(loss.targets(), shape, random);
            NumericalGradients.check(
                    new NDArray(shape, outputs), random, prediction -> loss.pointwise(prediction, target));
        }
    }

    /** Targets that no prediction between 0 and 1 is on a kink with. */
    private static Tensor target(Targets targets, Shape shape, SplittableRandom random) {
        if (targets == Targets.CLASSES) {
            double[] classes =
                    random.ints(shape.dim(0), 0, shape.dim(1)).asDoubleStream().toArray();
            return Tensor.of(NDArray.vector(classes));
        }
        double[] values = random.ints(shape.size(), 0, 2)
                .mapToDouble(bit -> switch (targets) {
                    case MARGIN -> 2 * bit - 1;
                    case NUMBERS -> 3 * bit - 0.02;
                    default -> bit;
                })
                .toArray();
        return Tensor.of(new NDArray(shape, values));
    }

    @ParameterizedTest
    @CsvSource({"1000, 1, 0", "1000, 0, 1000", "-1000, 1, 1000", "-1000, 0, 0", "0, 1, 0.6931471805599453"})
    void bceWithLogitsIsFiniteAtTheExtremes(double logit, double y, double loss) {
        assertThat(new BinaryCrossEntropyWithLogitsLoss()
                        .pointwise(Tensor.of(logit), Tensor.of(y))
                        .item())
                .isEqualTo(loss);
    }

    @Test
    void bceWithLogitsHasItsSlopeAtALogitOfZero() {
        Tensor logit = Tensor.parameter("x", 0);

        new BinaryCrossEntropyWithLogitsLoss().pointwise(logit, Tensor.of(1)).backward();

        assertThat(Objects.requireNonNull(logit.grad()).item()).isEqualTo(-0.5);
    }

    /** As torch.nn.BCELoss, whose logarithms are at least -100. */
    @Test
    void bceOfACertainErrorIsAHundred() {
        assertThat(new BinaryCrossEntropyLoss()
                        .pointwise(Tensor.of(0), Tensor.of(1))
                        .item())
                .isEqualTo(100);
        assertThat(new BinaryCrossEntropyLoss()
                        .pointwise(Tensor.of(1), Tensor.of(0))
                        .item())
                .isEqualTo(100);
        assertThat(Double.valueOf(new BinaryCrossEntropyLoss()
                        .pointwise(Tensor.of(1), Tensor.of(1))
                        .item()))
                .as("without a sign")
                .isEqualTo(0.0);
    }

    @Test
    void crossEntropyIsFiniteAtTheExtremes() {
        Tensor logits = Tensor.of(NDArray.matrix(new double[] {1000, -1000, 0}, new double[] {-1000, -1000, -1000}));

        double[] losses = Objects.requireNonNull(new CrossEntropyLoss()
                        .pointwise(logits, Tensor.of(NDArray.vector(1, 2)))
                        .value())
                .values();

        assertThat(losses[0]).isEqualTo(2000);
        assertThat(losses[1]).isCloseTo(Math.log(3), within(1e-15));
    }

    /** Losses of torch 2.13 for the logits (1.5, -0.25, 0.5) of class 0 and (-2, 3, 0.125) of class 2. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.43285546687876886, 2.9362400432320457",
        "0.1, 0.5245221335454355, 2.9112400432320458",
        "0.5, 0.8911888002121022, 2.8112400432320452",
        "1, 1.3495221335454357, 2.6862400432320452"
    })
    void smoothedLabelsArePyTorchs(double smoothing, double first, double second) {
        Tensor logits = Tensor.of(NDArray.matrix(new double[] {1.5, -0.25, 0.5}, new double[] {-2, 3, 0.125}));

        double[] losses = Objects.requireNonNull(new CrossEntropyLoss(smoothing)
                        .pointwise(logits, Tensor.of(NDArray.vector(0, 2)))
                        .value())
                .values();

        assertThat(losses[0]).isCloseTo(first, within(1e-15));
        assertThat(losses[1]).isCloseTo(second, within(1e-15));
    }

    /** The cross entropy of a target that has 1 - s + s/k for its own class and s/k for every other, k being their number. */
    @Test
    void smoothedLabelsAreThoseOfASmoothedTarget() {
        var random = new SplittableRandom(8);
        for (int round = 0; round < 300; round++) {
            int rows = 1 + random.nextInt(4);
            int classes = 2 + random.nextInt(5);
            double smoothing = random.nextDouble();
            double[] logits = random.doubles((long) rows * classes, -5, 5).toArray();
            double[] targets = random.ints(rows, 0, classes).asDoubleStream().toArray();
            double[] losses = Objects.requireNonNull(new CrossEntropyLoss(smoothing)
                            .pointwise(
                                    Tensor.of(new NDArray(Shape.of(rows, classes), logits)),
                                    Tensor.of(NDArray.vector(targets)))
                            .value())
                    .values();
            for (int row = 0; row < rows; row++) {
                double total = 0;
                for (int k = 0; k < classes; k++) {
                    total += Math.exp(logits[row * classes + k]);
                }
                double expected = 0;
                for (int k = 0; k < classes; k++) {
                    double share = smoothing / classes + (k == targets[row] ? 1 - smoothing : 0);
                    expected -= share * (logits[row * classes + k] - Math.log(total));
                }
                assertThat(losses[row]).isCloseTo(expected, within(1e-13));
            }
        }
    }

    @Test
    void logCoshIsExactNearZeroAndFiniteFarFromIt() {
        var loss = new LogCoshLoss();

        assertThat(loss.pointwise(Tensor.of(1e-8), Tensor.of(0)).item()).isCloseTo(5e-17, within(1e-30));
        assertThat(loss.pointwise(Tensor.of(-1000), Tensor.of(0)).item()).isCloseTo(1000 - Math.log(2), within(1e-12));
    }
}
