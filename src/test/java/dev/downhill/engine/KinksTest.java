package dev.downhill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.engine.autograd.Functions;
import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Where;
import dev.downhill.engine.catalog.Kind;
import dev.downhill.engine.loss.HingeLoss;
import dev.downhill.engine.loss.HuberLoss;
import dev.downhill.engine.loss.Loss;
import dev.downhill.engine.loss.MeanAbsoluteErrorLoss;
import dev.downhill.engine.nn.activation.Activation;
import dev.downhill.engine.nn.activation.Activations;
import dev.downhill.engine.nn.activation.EluActivation;
import dev.downhill.engine.nn.activation.HardtanhActivation;
import dev.downhill.engine.nn.activation.Relu6Activation;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The slope that each function takes where it has several, row by row as docs/reference/numerics.md lists them: torch 2.13's. */
class KinksTest {
    @ParameterizedTest
    @CsvSource({
        "relu, 0, 0",
        "abs, 0, 0",
        "sign, 0, 0",
        "leakyRelu, 0, 0.01",
        "elu, 0, 1",
        "sqrt, 0, Infinity",
        "log, 0, Infinity"
    })
    void derivativeAtAKinkOfAFunction(String name, double x, double slope) {
        Functions.Function function = Objects.requireNonNull(Functions.named(name));
        Tensor point = Tensor.parameter("x", x);
        function.call(List.of(point)).backward();

        assertThat(gradient(point)[0]).isEqualTo(slope);
    }

    @ParameterizedTest
    @CsvSource({
        "relu, 0, 0",
        "leakyRelu, 0, 0.01",
        "elu, 0, 1",
        "selu, 0, 1.7580993408473766",
        "hardtanh, -1, 0",
        "hardtanh, 1, 0",
        "relu6, 0, 0",
        "relu6, 6, 0",
        "softsign, 0, 1"
    })
    void derivativeAtAKinkOfAnActivation(String name, double x, double slope) {
        Kind<Activation> kind = Objects.requireNonNull(Activations.CATALOGUE.named(name));
        Activation activation = kind.create(kind.options().stream()
                .map(option -> (Object) Double.valueOf(option.option().defaultsTo()))
                .toList());

        assertThat(slope(activation, x)).isCloseTo(slope, within(1e-15));
    }

    /** The root's slope is infinite there; PyTorch's gradients of these are 0 too. */
    @Test
    void whatIsCutOffHasTheSlopeZeroEvenIfAnInfiniteGradientArrives() {
        for (UnaryOperator<Tensor> cut : List.<UnaryOperator<Tensor>>of(
                Tensor::relu,
                x -> x.maximum(Tensor.of(0)),
                x -> Tensor.of(0).maximum(x),
                x -> x.neg().minimum(Tensor.of(0)).neg(),
                x -> new Relu6Activation().apply(x),
                x -> new HardtanhActivation().apply(x).add(Tensor.of(1)),
                x -> x.where(x.gt(Tensor.of(0)), Tensor.of(0)))) {
            Tensor point = Tensor.parameter("x", -2);
            cut.apply(point).pow(0.5).backward();
            assertThat(gradient(point)[0]).isEqualTo(0);

            Tensor other = Tensor.parameter("x", -2);
            cut.apply(other).sqrt().backward();
            assertThat(gradient(other)[0]).isEqualTo(0);
        }
    }

    /** A mean of squares plus a positive number is never 0, so that no infinite gradient arrives. */
    @Test
    void gradientOfACutBeforeANormalizationIsAPlainProduct() {
        assertThat(choices(1e-5)).isZero();
        assertThat(choices(0)).isPositive();
        assertThat(choices(1e-50)).isPositive();
    }

    private static long choices(double eps) {
        Tensor point = Tensor.variable("x", Shape.of(2), true);
        Tensor cut = point.relu();
        Tensor root = cut.pow(2).mean().add(eps).sqrt();
        Tensor gradient = Gradients.of(cut.div(root).sum(), List.of(point)).getFirst();
        return Graph.of(gradient).nodes().stream()
                .filter(node -> node.op() instanceof Where)
                .count();
    }

    @Test
    void derivativeOfEluAtZeroIsAlpha() {
        assertThat(slope(new EluActivation(2), 0)).isEqualTo(2);
    }

    private static double slope(Activation activation, double x) {
        Tensor point = Tensor.parameter("x", x);
        activation.apply(point).backward();
        return gradient(point)[0];
    }

    @Test
    void equalOperandsOfMaxAndMinGetHalfEach() {
        for (String name : List.of("max", "min")) {
            Tensor a = Tensor.parameter("a", 2);
            Tensor b = Tensor.parameter("b", 2);
            Objects.requireNonNull(Functions.named(name)).call(List.of(a, b)).backward();

            assertThat(gradient(a)).as(name).containsExactly(0.5);
            assertThat(gradient(b)).as(name).containsExactly(0.5);
        }
    }

    @Test
    void greatestElementsShareTheGradientEvenly() {
        double third = 1.0 / 3;
        Tensor v = Tensor.parameter("v", NDArray.vector(1, 3, 3, 3));
        v.amax().backward();
        assertThat(gradient(v)).containsExactly(0, third, third, third);

        v.zeroGrad();
        v.assign(NDArray.vector(1, 1, 3, 3));
        Tensor least = v.amin();
        least.backward();
        assertThat(gradient(v)).containsExactly(0.5, 0.5, 0, 0);
    }

    @Test
    void derivativeAtAKinkOfALoss() {
        assertThat(slope(new HingeLoss(), 1, 1)).isEqualTo(0);
        assertThat(slope(new HingeLoss(), -1, -1)).isEqualTo(0);
        assertThat(slope(new MeanAbsoluteErrorLoss(), 3, 3)).isEqualTo(0);
        assertThat(slope(new HuberLoss(0.5), 0.5, 0)).isEqualTo(0.5);
        assertThat(slope(new HuberLoss(0.5), -0.5, 0)).isEqualTo(-0.5);
    }

    private static double slope(Loss loss, double prediction, double target) {
        Tensor point = Tensor.parameter("yPred", prediction);
        loss.pointwise(point, Tensor.of(target)).backward();
        return gradient(point)[0];
    }

    /** The hinge written with max has its half there. */
    @Test
    void hingeWrittenWithMaxHasHalfTheSlope() {
        Tensor margin = Tensor.parameter("m", 1);
        Tensor.of(0).maximum(Tensor.of(1).sub(margin)).backward();

        assertThat(gradient(margin)).containsExactly(-0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 0, 0",
        "0, 1, 1, 0",
        "0, 0, 0, 0",
        "0, 0.5, Infinity, 0",
        "0, -1, -Infinity, -Infinity",
        "-2, 3, 12, NaN"
    })
    void derivativeOfAPowerAtZero(double base, double exponent, double byBase, double byExponent) {
        Tensor a = Tensor.parameter("a", base);
        Tensor b = Tensor.parameter("b", exponent);
        a.pow(b).backward();

        assertThat(gradient(a)).containsExactly(byBase);
        assertThat(gradient(b)).containsExactly(byExponent);
    }

    /** The divisor of its derivative is at least 1e-12, a logarithm at least -100. */
    @ParameterizedTest
    @CsvSource({"0, 1, -1e12", "0, 0, 0", "1, 1, 0", "1, 0, 1e12"})
    void derivativeOfBceAtACertainPrediction(double p, double y, double slope) {
        Tensor point = Tensor.parameter("p", p);
        point.binaryCrossEntropy(Tensor.of(y)).backward();

        assertThat(gradient(point)).containsExactly(slope);
    }

    private static double[] gradient(Tensor x) {
        return x.grad() == null
                ? new double[x.shape().size()]
                : Objects.requireNonNull(x.grad().value()).values();
    }
}
