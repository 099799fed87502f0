package dev.downhill.explain.mistake;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Elementwise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same numbers, whose gradient a program computes with another factor.
 *
 * @param factor 0.5 where it forgets a factor 2
 */
record GradientFactor(double factor) implements Elementwise.Unary {
    @Override
    public String name() {
        return "gradientFactor";
    }

    @Override
    public double apply(double x) {
        return x;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.of(factor);
    }

    @Override
    public @Nullable Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return gradient.mul(factor);
    }
}
