package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import java.util.Arrays;

/** The sign of a tensor, as far as the operations of its graph decide it for any values of its variables. */
final class Signs {
    private Signs() {}

    /** Returns whether every number of a tensor is known to be greater than 0, such as a mean of squares plus 1e-5. */
    static boolean isPositive(Tensor tensor) {
        return switch (tensor.op()) {
            // A smaller number may be 0 as a float.
            case Constant constant -> isAtLeast(tensor, Float.MIN_NORMAL);
            case Sqrt root -> isPositive(tensor.inputs().getFirst());
            case Add sum ->
                tensor.inputs().stream().allMatch(Signs::isNeverNegative)
                        && tensor.inputs().stream().anyMatch(Signs::isPositive);
            default -> false;
        };
    }

    private static boolean isNeverNegative(Tensor tensor) {
        return switch (tensor.op()) {
            case Constant constant -> isAtLeast(tensor, 0);
            case Power power -> {
                NDArray exponent = tensor.inputs().get(1).value();
                yield exponent != null && Arrays.stream(exponent.values()).allMatch(b -> b == 2);
            }
            case Mean mean -> isNeverNegative(tensor.inputs().getFirst());
            default -> isPositive(tensor);
        };
    }

    private static boolean isAtLeast(Tensor constant, double least) {
        NDArray value = constant.value();
        return value != null && Arrays.stream(value.values()).allMatch(number -> number >= least);
    }
}
