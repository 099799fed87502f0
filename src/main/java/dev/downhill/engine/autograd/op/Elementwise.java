package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.ElementwiseLoops;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An operation that computes each element from the elements at the same place, its inputs broadcast to one shape.
 *
 * <p>{@code apply} defines it, once for doubles and once for floats. The second rounds the first unless an op says
 * otherwise, and an interpreted and a compiled step both call it. So both have the same bits:
 * docs/decisions/0014-one-arithmetic-for-both-ways-to-run-a-step.md.
 */
public interface Elementwise extends Op {
    /**
     * Returns the local derivative with respect to one input, itself a tensor that broadcasts to the output's shape.
     *
     * @param input the index of the input
     * @param output the result of this operation, whose value may be used again
     * @return null where the derivative is zero wherever it exists
     */
    @Nullable
    Tensor derivative(int input, Tensor output, List<Tensor> inputs);

    @Override
    default Shape shape(List<Shape> inputs) {
        Shape shape = inputs.getFirst();
        for (Shape other : inputs) {
            shape = shape.broadcast(other);
        }
        return shape;
    }

    /** Returns whether the output does not depend on an input at all where the derivative is 0, as that of a maximum. */
    default boolean selects() {
        return false;
    }

    /** The chain rule: what arrives, times the local derivative. */
    @Override
    default @Nullable Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        Tensor derivative = derivative(input, output, inputs);
        if (derivative == null) {
            return null;
        }
        return selects() ? Gradients.selected(gradient, derivative) : Gradients.chain(gradient, derivative);
    }

    /** A function of one number. */
    interface Unary extends Elementwise {
        /** Returns the function of one element. */
        double apply(double x);

        /** Returns the function of one element in single precision. */
        default float apply(float x) {
            return (float) apply((double) x);
        }

        /** Returns the function in the arithmetic of a type, from double to double. */
        default DoubleUnaryOperator in(DType dtype) {
            return dtype == DType.FLOAT32 ? x -> apply((float) x) : this::apply;
        }

        /** Returns dy/dx at x, where y is the output; null where it is zero wherever it exists. */
        @Nullable
        Tensor derivative(Tensor x, Tensor y);

        @Override
        default @Nullable Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
            return derivative(inputs.getFirst(), output);
        }

        @Override
        default void forward(List<NDArray> inputs, NDArray out, DType dtype) {
            ElementwiseLoops.unary(in(dtype), inputs.getFirst().values(), out.values());
        }

        @Override
        default String text(List<String> inputs) {
            return name() + "(" + inputs.getFirst() + ")";
        }
    }

    /** A function of two numbers. */
    interface Binary extends Elementwise {
        /** Returns the function of two elements. */
        double apply(double a, double b);

        /** Returns the function of two elements in single precision. */
        default float apply(float a, float b) {
            return (float) apply((double) a, (double) b);
        }

        @Override
        default void forward(List<NDArray> inputs, NDArray out, DType dtype) {
            NDArray a = inputs.get(0);
            NDArray b = inputs.get(1);
            DoubleBinaryOperator f = dtype == DType.FLOAT32 ? (x, y) -> apply((float) x, (float) y) : this::apply;
            if (a.shape().size() == out.shape().size()
                    && b.shape().size() == out.shape().size()) {
                // Nothing is repeated, so a short job makes no strides.
                ElementwiseLoops.binary(f, a.values(), b.values(), out.values());
                return;
            }
            ElementwiseLoops.binary(
                    f,
                    a.values(),
                    a.shape().stridesIn(out.shape()),
                    b.values(),
                    b.shape().stridesIn(out.shape()),
                    out.shape().dims(),
                    out.values());
        }

        @Override
        default String text(List<String> inputs) {
            return name() + "(" + inputs.get(0) + ", " + inputs.get(1) + ")";
        }
    }

    /** A function of three numbers. */
    interface Ternary extends Elementwise {
        /** Returns the function of three elements. */
        double apply(double a, double b, double c);

        /** Returns the function of three elements in single precision. */
        default float apply(float a, float b, float c) {
            return (float) apply((double) a, (double) b, (double) c);
        }

        @Override
        default void forward(List<NDArray> inputs, NDArray out, DType dtype) {
            NDArray a = inputs.get(0);
            NDArray b = inputs.get(1);
            NDArray c = inputs.get(2);
            ElementwiseLoops.ternary(
                    dtype == DType.FLOAT32 ? (x, y, z) -> apply((float) x, (float) y, (float) z) : this::apply,
                    a.values(),
                    a.shape().stridesIn(out.shape()),
                    b.values(),
                    b.shape().stridesIn(out.shape()),
                    c.values(),
                    c.shape().stridesIn(out.shape()),
                    out.shape().dims(),
                    out.values());
        }

        @Override
        default String text(List<String> inputs) {
            return name() + "(" + String.join(", ", inputs) + ")";
        }
    }
}
