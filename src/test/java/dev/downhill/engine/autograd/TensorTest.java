package dev.downhill.engine.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void aGradientAccumulatesUntilItIsForgotten() {
        Tensor w = Tensor.parameter("w", 3);

        w.pow(2).backward();
        w.pow(2).backward();
        assertThat(gradient(w)).isEqualTo(12);

        w.zeroGrad();
        w.pow(2).backward();
        assertThat(gradient(w)).isEqualTo(6);
    }

    @Test
    void aValueThatIsUsedTwiceGetsTheSumOfBothGradients() {
        Tensor w = Tensor.parameter("w", 3);

        w.mul(w).add(w).backward();

        assertThat(gradient(w)).isEqualTo(7);
    }

    /** The example of micrograd's README: g = 24.7041, a.grad = 138.8338, b.grad = 645.5773. */
    @Test
    void microgradsExampleGivesItsNumbers() {
        Tensor a = Tensor.parameter("a", -4);
        Tensor b = Tensor.parameter("b", 2);
        Tensor c = a.add(b);
        Tensor d = a.mul(b).add(b.pow(3));
        c = c.add(c.add(1));
        c = c.add(c.add(1)).sub(a);
        d = d.add(d.mul(2)).add(b.add(a).relu());
        d = d.add(d.mul(3)).add(b.sub(a).relu());
        Tensor e = c.sub(d);
        Tensor f = e.pow(2);
        Tensor g = f.div(2);
        g = g.add(Tensor.of(10).div(f));

        g.backward();

        assertThat(Math.round(g.item() * 1e4) / 1e4).isEqualTo(24.7041);
        assertThat(Math.round(gradient(a) * 1e4) / 1e4).isEqualTo(138.8338);
        assertThat(Math.round(gradient(b) * 1e4) / 1e4).isEqualTo(645.5773);
    }

    @Test
    void aGradientCanBeDifferentiatedAgain() {
        Tensor w = Tensor.parameter("w", 2);
        Tensor first = Gradients.of(w.pow(3), List.of(w)).getFirst();

        Tensor second = Gradients.of(first, List.of(w)).getFirst();

        assertThat(first.item()).isEqualTo(12);
        assertThat(second.item()).isEqualTo(12);
    }

    @Test
    void nothingFlowsThroughADetachedTensor() {
        Tensor w = Tensor.parameter("w", 3);

        w.detach().mul(w).backward();

        assertThat(gradient(w)).isEqualTo(3);
    }

    @Test
    void backwardOfAVectorIsRefused() {
        Tensor v = Tensor.parameter("v", NDArray.vector(1, 2));

        assertThatThrownBy(v.mul(2)::backward)
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("scalar")
                .hasMessageContaining("(2,)");
    }

    @Test
    void mismatchedShapesNameTheOperationAndBothShapes() {
        Tensor a = Tensor.of(NDArray.vector(1, 2));
        Tensor b = Tensor.of(NDArray.vector(1, 2, 3));

        assertThatThrownBy(() -> a.add(b)).hasMessage("add: shapes (2,) and (3,) do not broadcast");
        assertThatThrownBy(() -> a.matmul(b))
                .hasMessage("matmul: shapes (2,) and (3,) do not fit: 2 columns against 3 rows");
    }

    @Test
    void graphOfManyNodesNeedsNoDeepStack() {
        Tensor w = Tensor.parameter("w", 1);
        Tensor sum = w;
        for (int i = 0; i < 100_000; i++) {
            sum = sum.add(w);
        }

        sum.backward();

        assertThat(gradient(w)).isEqualTo(100_001);
    }

    @Test
    void reluHasNoSlopeAtZero() {
        assertThat(slopeAt(0, Tensor::relu)).isEqualTo(0);
    }

    @Test
    void absHasNoSlopeAtZero() {
        assertThat(slopeAt(0, Tensor::abs)).isEqualTo(0);
    }

    @Test
    void equalNumbersShareTheGradientOfMaximumAndMinimum() {
        assertThat(slopeAt(1, x -> x.maximum(Tensor.of(1)))).isEqualTo(0.5);
        assertThat(slopeAt(1, x -> x.minimum(Tensor.of(1)))).isEqualTo(0.5);
    }

    @Test
    void tiedElementsShareTheGradientEvenly() {
        Tensor v = Tensor.parameter("v", NDArray.vector(3, 1, 3, 3));

        v.amax().backward();

        double third = 1.0 / 3;
        assertThat(Objects.requireNonNull(Objects.requireNonNull(v.grad()).value())
                        .values())
                .containsExactly(third, 0, third, third);
    }

    @Test
    void aPowerOfZeroHasNoSlopeInItsBase() {
        assertThat(slopeAt(0, x -> x.pow(0))).isEqualTo(0);
        assertThat(slopeAt(0, x -> x.pow(1))).isEqualTo(1);
    }

    @Test
    void zeroToAPositivePowerHasNoSlopeInItsExponent() {
        assertThat(slopeAt(2, x -> Tensor.of(0).pow(x))).isEqualTo(0);
    }

    private static double slopeAt(double point, UnaryOperator<Tensor> function) {
        Tensor x = Tensor.parameter("x", point);
        function.apply(x).backward();
        return gradient(x);
    }

    private static double gradient(Tensor tensor) {
        return Objects.requireNonNull(tensor.grad()).item();
    }
}
