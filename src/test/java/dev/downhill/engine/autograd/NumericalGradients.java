package dev.downhill.engine.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Compares a gradient by backpropagation with central differences, along every element and a random direction. */
public final class NumericalGradients {
    private static final double H = 1e-3;

    private NumericalGradients() {}

    /** Checks the gradient of a random projection of {@code f} at a point. */
    public static void check(NDArray point, RandomGenerator random, Function<Tensor, Tensor> f) {
        NDArray out = Objects.requireNonNull(f.apply(Tensor.of(point)).value());
        NDArray weights = new NDArray(
                out.shape(), random.doubles(out.shape().size(), -1, 1).toArray());
        Function<Tensor, Tensor> loss = x -> f.apply(x).mul(Tensor.of(weights)).sum();
        Tensor x = Tensor.parameter("x", point);
        loss.apply(x).backward();
        double[] gradient =
                Objects.requireNonNull(Objects.requireNonNull(x.grad()).value()).values();
        for (int i = 0; i < gradient.length; i++) {
            double near = at(loss, point, i, H) - at(loss, point, i, -H);
            double far = at(loss, point, i, 2 * H) - at(loss, point, i, -2 * H);
            double difference = (8 * near - far) / (12 * H);
            assertThat(Math.abs(gradient[i] - difference))
                    .as("element %d at %s: %s against %s", i, point, gradient[i], difference)
                    .isLessThan(1e-6 * Math.max(1, Math.abs(difference)));
        }
    }

    private static double at(Function<Tensor, Tensor> loss, NDArray point, int element, double step) {
        double[] moved = point.values().clone();
        moved[element] += step;
        return loss.apply(Tensor.of(new NDArray(point.shape(), moved))).item();
    }
}
