package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A base to an exponent, element by element.
 *
 * <p>The derivatives at the edges are PyTorch's. With respect to the base, the derivative is 0 if the exponent is 0.
 * With respect to the exponent, it is 0 if the base is 0 and the exponent is not negative.
 */
public record Power() implements Elementwise.Binary {
    @Override
    public String name() {
        return "pow";
    }

    @Override
    public double apply(double a, double b) {
        return of(a, b);
    }

    static double of(double a, double b) {
        return b == 2 ? a * a : Math.pow(a, b);
    }

    @Override
    public boolean hasPole(List<Tensor> inputs) {
        NDArray exponent = inputs.get(1).value();
        return exponent == null || Arrays.stream(exponent.values()).anyMatch(b -> !(b >= 0));
    }

    @Override
    public @Nullable Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        Tensor base = inputs.get(0);
        Tensor exponent = inputs.get(1);
        return input == 0 ? byBase(base, exponent) : Tensor.apply(new PowerDerivative(0, 1), base, exponent);
    }

    /** A number as the exponent has a derivative of powers; else, and where number - 1 is not exact, {@link PowerDerivative}. */
    private static @Nullable Tensor byBase(Tensor base, Tensor exponent) {
        NDArray known = exponent.value();
        if (known != null && known.shape().rank() == 0 && !exponent.requiresGrad()) {
            double number = known.item();
            if (number == 0) {
                return null;
            }
            if (number == 2) {
                return base.mul(2);
            }
            if (PowerDerivative.lost(number, 1) == 0) {
                return base.pow(number - 1).mul(number);
            }
        }
        return Tensor.apply(new PowerDerivative(1, 0), base, exponent);
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.get(0) + " ** " + inputs.get(1);
    }
}
