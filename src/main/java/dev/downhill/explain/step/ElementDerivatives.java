package dev.downhill.explain.step;

import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.MatMul;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The derivatives of the elements of a node with respect to one element of an input, where they are not zero by structure. */
final class ElementDerivatives {
    /** A derivative that no rule gives takes a backward pass for each element of the output. */
    private static final int MOST_ELEMENTS = 1024;

    private final NodeValues values;
    private final Function<BackwardPass.Edge, LocalDerivative> derivatives;

    /** @param derivatives returns the derivative of an edge, whose tensor is among the values */
    ElementDerivatives(NodeValues values, Function<BackwardPass.Edge, LocalDerivative> derivatives) {
        this.values = values;
        this.derivatives = derivatives;
    }

    /**
     * A derivative.
     *
     * @param element of the node's output
     * @param factor of a product of matrices, the element of the other factor that the derivative is; else -1
     */
    record Term(BackwardPass.Edge edge, int element, double derivative, int factor) {
        Tensor node() {
            return edge.node();
        }
    }

    /** @throws RowFault if the output has too many elements */
    List<Term> of(BackwardPass.Edge edge, int element) {
        if (isOfMatrices(edge)) {
            return product(edge, element);
        }
        return derivatives.apply(edge) instanceof LocalDerivative.ElementByElement local
                ? elementwise(edge, local.value(), element)
                : byBackwardPasses(edge, element);
    }

    /** An input is repeated where it is smaller than the output. */
    private List<Term> elementwise(BackwardPass.Edge edge, Tensor derivative, int element) {
        Shape shape = edge.node().shape();
        double[] numbers = values.of(derivative).values();
        int[] from = places(edge.target().shape(), shape);
        int[] at = places(derivative.shape(), shape);
        return IntStream.range(0, shape.size())
                .filter(i -> from[i] == element)
                .mapToObj(i -> new Term(edge, i, numbers[at[i]], -1))
                .toList();
    }

    /** Returns for each element of the wider shape the element of the narrower one that it is computed from. */
    static int[] places(Shape narrow, Shape wide) {
        int[] inNarrow = narrow.stridesIn(wide);
        int[] inWide = wide.strides();
        return IntStream.range(0, wide.size())
                .map(i -> IntStream.range(0, wide.rank())
                        .map(axis -> i / inWide[axis] % wide.dim(axis) * inNarrow[axis])
                        .sum())
                .toArray();
    }

    private static boolean isOfMatrices(BackwardPass.Edge edge) {
        return edge.node().op() instanceof MatMul
                && edge.node().inputs().stream()
                        .allMatch(factor -> factor.shape().rank() == 2);
    }

    private List<Term> product(BackwardPass.Edge edge, int element) {
        Tensor left = edge.node().inputs().get(0);
        Tensor right = edge.node().inputs().get(1);
        int rows = left.shape().dim(0);
        int inner = left.shape().dim(1);
        int columns = right.shape().dim(1);
        if (edge.input() == 0) {
            double[] factor = values.of(right).values();
            int row = element / inner;
            int k = element % inner;
            return IntStream.range(0, columns)
                    .mapToObj(j -> new Term(edge, row * columns + j, factor[k * columns + j], k * columns + j))
                    .toList();
        }
        double[] factor = values.of(left).values();
        int k = element / columns;
        int column = element % columns;
        return IntStream.range(0, rows)
                .mapToObj(row -> new Term(edge, row * columns + column, factor[row * inner + k], row * inner + k))
                .toList();
    }

    private List<Term> byBackwardPasses(BackwardPass.Edge edge, int element) {
        Tensor node = edge.node();
        Shape shape = node.shape();
        if (shape.size() > MOST_ELEMENTS) {
            throw RowFault.in("weight", "the chain of this weight leads through " + shape.size() + " numbers at once");
        }
        Tensor[] known =
                node.inputs().stream().map(input -> Tensor.of(values.of(input))).toArray(Tensor[]::new);
        Tensor output = Tensor.apply(node.op(), known);
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            double[] one = new double[shape.size()];
            one[i] = 1;
            Tensor passed = node.op().vjp(edge.input(), Tensor.of(new NDArray(shape, one)), output, List.of(known));
            NDArray value = passed == null ? null : passed.value();
            if (value != null && value.values()[element] != 0) {
                terms.add(new Term(edge, i, value.values()[element], -1));
            }
        }
        return terms;
    }
}
