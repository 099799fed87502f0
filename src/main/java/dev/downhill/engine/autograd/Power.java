package dev.downhill.engine.autograd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A base to an exponent, element by element.
 *
 * <p>At the edges as PyTorch: the derivative with respect to the base is 0 where the exponent is 0, and with respect to
 * the exponent it is 0 where the base is 0 and the exponent is not negative.
 */
record Power() implements Elementwise.Binary {
    @Override
    public String name() {
        return "pow";
    }

    @Override
    public double apply(double a, double b) {
        return b == 2 ? a * a : Math.pow(a, b);
    }

    @Override
    public @Nullable Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        return input == 0 ? byBase(inputs.get(0), inputs.get(1)) : byExponent(output, inputs.get(0), inputs.get(1));
    }

    private static @Nullable Tensor byBase(Tensor base, Tensor exponent) {
        NDArray known = exponent.value();
        if (known != null && known.shape().rank() == 0) {
            double number = known.item();
            if (number == 0) {
                return null;
            }
            return number == 2 ? base.mul(2) : base.pow(number - 1).mul(number);
        }
        Tensor slope = exponent.mul(base.pow(exponent.sub(1)));
        return Tensor.of(0).where(exponent.eq(Tensor.of(0)), slope);
    }

    private static Tensor byExponent(Tensor output, Tensor base, Tensor exponent) {
        Tensor zero = Tensor.of(0);
        Tensor flat = base.eq(zero).mul(Tensor.of(1).sub(zero.gt(exponent)));
        return zero.where(flat, output.mul(base.log()));
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.get(0) + " ** " + inputs.get(1);
    }
}
