package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * (x - mean) * r, where mean and r = 1 / sqrt(variance + eps) are computed from x over some dimensions.
 *
 * <p>The gradient of x contains the ways through mean and r, so none flows to them: r (g - mean(g) - y mean(g y)), where the mean of y is 0. Written
 * out it keeps more digits than the chain through each of them; PyTorch's layers compute it so. Without a mean, r is that of
 * the mean of the squares, and the gradient has no mean(g).
 *
 * @param axes the dimensions, from 0
 * @param centered whether there is a mean
 */
public record Normalize(List<Integer> axes, boolean centered) implements Elementwise.Ternary {
    /** Keeps a copy of the dimensions. */
    public Normalize {
        axes = List.copyOf(axes);
    }

    /**
     * Returns a tensor brought to mean 0 and variance 1 over some dimensions, or to a mean square of 1.
     *
     * @param variance over the dimensions, which stay with length 1; without a mean, the mean of the squares
     * @param mean over the dimensions, which stay with length 1; null for none
     */
    public static Tensor of(Tensor x, @Nullable Tensor mean, Tensor variance, double eps, List<Integer> axes) {
        Tensor scale = Tensor.of(1).div(variance.add(eps).sqrt());
        return Tensor.apply(new Normalize(axes, mean != null), x, mean == null ? Tensor.of(0) : mean, scale);
    }

    @Override
    public String name() {
        return "normalize";
    }

    @Override
    public double apply(double x, double mean, double scale) {
        return (x - mean) * scale;
    }

    @Override
    public float apply(float x, float mean, float scale) {
        return (x - mean) * scale;
    }

    /** The derivative at mean and r as they are; {@link #vjp} contains their share. */
    @Override
    public @Nullable Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        return input == 0 ? inputs.get(2) : null;
    }

    @Override
    public @Nullable Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        if (input > 0) {
            return null;
        }
        int[] over = axes.stream().mapToInt(Integer::intValue).toArray();
        Tensor across = gradient.sub(output.mul(gradient.mul(output).mean(true, over)));
        for (int pass = 0; centered && pass < passes(output); pass++) {
            across = across.sub(across.mean(true, over));
        }
        return across.mul(inputs.get(2));
    }

    /**
     * Over rows and places a second pass takes off the roundings of a long sum. A bias before the normalization has the sum
     * of these gradients as its own, which is 0, and an optimizer such as Adam makes steps of what is left of it.
     */
    private int passes(Tensor output) {
        return axes.equals(List.of(output.shape().rank() - 1)) ? 1 : 2;
    }
}
