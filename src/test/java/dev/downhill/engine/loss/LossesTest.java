package dev.downhill.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.engine.autograd.CentralDifferences;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Kind;
import java.util.Collections;
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

    @ParameterizedTest
    @MethodSource("losses")
    void itsGradientAgreesWithCentralDifferences(Kind<Loss> kind) {
        Loss loss = kind.create(Collections.nCopies(kind.options().size(), 1.0));
        var random = new SplittableRandom(kind.name().hashCode());
        for (int round = 0; round < 20; round++) {
            int rows = 1 + random.nextInt(5);
            int columns = 2 + random.nextInt(4);
            Shape shape = Shape.of(rows, columns);
            double[] outputs = random.doubles(shape.size(), 0.05, 0.95).toArray();
            Tensor target = target(loss.targets(), shape, random);
            CentralDifferences.check(
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
        assertThat(new BinaryCrossEntropyWithLogits()
                        .pointwise(Tensor.of(logit), Tensor.of(y))
                        .item())
                .isEqualTo(loss);
    }

    @Test
    void bceWithLogitsHasItsSlopeAtALogitOfZero() {
        Tensor logit = Tensor.parameter("x", 0);

        new BinaryCrossEntropyWithLogits().pointwise(logit, Tensor.of(1)).backward();

        assertThat(Objects.requireNonNull(logit.grad()).item()).isEqualTo(-0.5);
    }

    /** As torch.nn.BCELoss, whose logarithms are at least -100. */
    @Test
    void bceOfACertainErrorIsAHundred() {
        assertThat(new BinaryCrossEntropy()
                        .pointwise(Tensor.of(0), Tensor.of(1))
                        .item())
                .isEqualTo(100);
        assertThat(new BinaryCrossEntropy()
                        .pointwise(Tensor.of(1), Tensor.of(0))
                        .item())
                .isEqualTo(100);
        assertThat(new BinaryCrossEntropy()
                        .pointwise(Tensor.of(1), Tensor.of(1))
                        .item())
                .isEqualTo(0);
    }

    @Test
    void crossEntropyIsFiniteAtTheExtremes() {
        Tensor logits = Tensor.of(NDArray.matrix(new double[] {1000, -1000, 0}, new double[] {-1000, -1000, -1000}));

        double[] losses = Objects.requireNonNull(new CrossEntropy()
                        .pointwise(logits, Tensor.of(NDArray.vector(1, 2)))
                        .value())
                .values();

        assertThat(losses[0]).isEqualTo(2000);
        assertThat(losses[1]).isCloseTo(Math.log(3), within(1e-15));
    }

    @Test
    void logCoshIsExactNearZeroAndFiniteFarFromIt() {
        var loss = new LogCosh();

        assertThat(loss.pointwise(Tensor.of(1e-8), Tensor.of(0)).item()).isCloseTo(5e-17, within(1e-30));
        assertThat(loss.pointwise(Tensor.of(-1000), Tensor.of(0)).item()).isCloseTo(1000 - Math.log(2), within(1e-12));
    }
}
