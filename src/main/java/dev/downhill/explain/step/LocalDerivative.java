package dev.downhill.explain.step;

import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Assemble;
import dev.downhill.engine.autograd.op.Elementwise;
import dev.downhill.engine.autograd.op.Expand;
import dev.downhill.engine.autograd.op.MatMul;
import dev.downhill.engine.autograd.op.Mean;
import dev.downhill.engine.autograd.op.Narrow;
import dev.downhill.engine.autograd.op.Normalize;
import dev.downhill.engine.autograd.op.Permute;
import dev.downhill.engine.autograd.op.Reshape;
import dev.downhill.engine.autograd.op.Sum;
import dev.downhill.engine.autograd.op.SumTo;
import dev.downhill.engine.autograd.op.Transpose;
import dev.downhill.explain.graph.ShownNumbers;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The derivative of a node with respect to one of its inputs, before any chain rule. */
sealed interface LocalDerivative {

    /** One number for each element of the output. */
    record ElementByElement(Tensor value) implements LocalDerivative {}

    /** One number for all: every element of the input counts alike, or not at all. */
    record Factor(Tensor value) implements LocalDerivative {}

    /** The other factor of a matrix product, transposed. */
    record OtherFactor(Tensor value) implements LocalDerivative {}

    /** Each element of the output depends on several of the input. */
    record Jacobian(Op op, int input, Shape from, Shape to) implements LocalDerivative {}

    static LocalDerivative of(BackwardPass.Edge edge) {
        Tensor node = edge.node();
        List<Tensor> inputs = node.inputs();
        return switch (node.op()) {
            case Normalize op -> new Jacobian(op, edge.input(), edge.target().shape(), node.shape());
            case Elementwise op ->
                new ElementByElement(Objects.requireNonNull(
                        op.derivative(edge.input(), node, inputs), "a gradient was passed on along this edge"));
            case MatMul op -> new OtherFactor(transposed(inputs.get(1 - edge.input())));
            case Mean op ->
                new Factor(Tensor.of(1).div(op.count(inputs.getFirst().shape())));
            case Sum op -> new Factor(Tensor.of(1));
            case SumTo op -> new Factor(Tensor.of(1));
            case Reshape op -> new Factor(Tensor.of(1));
            case Expand op -> new Factor(Tensor.of(1));
            case Transpose op -> new Factor(Tensor.of(1));
            case Permute op -> new Factor(Tensor.of(1));
            case Narrow op -> new Factor(Tensor.of(1));
            case Assemble op -> new Factor(Tensor.of(1));
            default -> new Jacobian(node.op(), edge.input(), edge.target().shape(), node.shape());
        };
    }

    private static Tensor transposed(Tensor factor) {
        if (factor.shape().rank() < 2) {
            return factor;
        }
        return factor.op() instanceof Transpose ? factor.inputs().getFirst() : factor.mT();
    }

    /** Returns the tensor that has to be computed for it, or null. */
    default @Nullable Tensor tensor() {
        return switch (this) {
            case ElementByElement derivative -> derivative.value();
            case Factor derivative -> derivative.value();
            case OtherFactor derivative -> derivative.value();
            case Jacobian derivative -> null;
        };
    }

    /** Returns a word for the kind of derivative. */
    default String kind() {
        return switch (this) {
            case ElementByElement derivative -> "elementwise";
            case Factor derivative -> "factor";
            case OtherFactor derivative -> "operand";
            case Jacobian derivative -> "jacobian";
        };
    }

    /** Returns the matrix of the derivatives of each element of the output, or null where that has many elements. */
    static @Nullable NDArray matrix(Jacobian jacobian, List<Tensor> inputs, Function<Tensor, NDArray> values) {
        int rows = jacobian.to().size();
        int columns = jacobian.from().size();
        if ((long) rows * columns > ShownNumbers.WHOLE) {
            return null;
        }
        Tensor[] known =
                inputs.stream().map(input -> Tensor.of(values.apply(input))).toArray(Tensor[]::new);
        Tensor output = Tensor.apply(jacobian.op(), known);
        double[] matrix = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            double[] one = new double[rows];
            one[row] = 1;
            Tensor gradient = Tensor.of(new NDArray(jacobian.to(), one));
            Tensor passed = jacobian.op().vjp(jacobian.input(), gradient, output, List.of(known));
            if (passed != null && passed.value() != null) {
                System.arraycopy(passed.value().values(), 0, matrix, row * columns, columns);
            }
        }
        return new NDArray(Shape.of(rows, columns), matrix);
    }
}
