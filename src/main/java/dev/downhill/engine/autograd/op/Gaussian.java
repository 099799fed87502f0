package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import java.util.Locale;

/**
 * height * exp(-rate * x ** 2): the density of the normal distribution, and the derivative of the error function.
 *
 * @param rate a power of 2
 */
record Gaussian(double height, double rate) implements Elementwise.Unary {
    /** The density of the standard normal distribution. */
    static final Gaussian NORMAL = new Gaussian(1 / Math.sqrt(2 * Math.PI), 0.5);

    /** The derivative of the error function. */
    static final Gaussian ERF = new Gaussian(2 / Math.sqrt(Math.PI), 1);

    @Override
    public String name() {
        return "gaussian";
    }

    @Override
    public double apply(double x) {
        return height * NormalDistribution.gaussian(rate, x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return x.mul(-2 * rate).mul(y);
    }

    @Override
    public String text(List<String> inputs) {
        String factor = rate == 1 ? "-" : "-" + rate + " * ";
        return String.format(Locale.ROOT, "%.4f * exp(%s%s ** 2)", height, factor, inputs.getFirst());
    }
}
