package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Abs;
import dev.downhill.engine.autograd.op.Add;
import dev.downhill.engine.autograd.op.Assemble;
import dev.downhill.engine.autograd.op.Cos;
import dev.downhill.engine.autograd.op.Detach;
import dev.downhill.engine.autograd.op.Divide;
import dev.downhill.engine.autograd.op.Elementwise;
import dev.downhill.engine.autograd.op.Equal;
import dev.downhill.engine.autograd.op.Erf;
import dev.downhill.engine.autograd.op.Exp;
import dev.downhill.engine.autograd.op.Expand;
import dev.downhill.engine.autograd.op.Fold;
import dev.downhill.engine.autograd.op.Gather;
import dev.downhill.engine.autograd.op.Gelu;
import dev.downhill.engine.autograd.op.Greater;
import dev.downhill.engine.autograd.op.IndexAdd;
import dev.downhill.engine.autograd.op.IndexSelect;
import dev.downhill.engine.autograd.op.Log;
import dev.downhill.engine.autograd.op.LogSoftmax;
import dev.downhill.engine.autograd.op.MatMul;
import dev.downhill.engine.autograd.op.Maximum;
import dev.downhill.engine.autograd.op.Mean;
import dev.downhill.engine.autograd.op.Minimum;
import dev.downhill.engine.autograd.op.Multiply;
import dev.downhill.engine.autograd.op.MultiplyAdd;
import dev.downhill.engine.autograd.op.Narrow;
import dev.downhill.engine.autograd.op.Negate;
import dev.downhill.engine.autograd.op.Permute;
import dev.downhill.engine.autograd.op.Power;
import dev.downhill.engine.autograd.op.Put;
import dev.downhill.engine.autograd.op.Relu;
import dev.downhill.engine.autograd.op.Reshape;
import dev.downhill.engine.autograd.op.Scatter;
import dev.downhill.engine.autograd.op.Sigmoid;
import dev.downhill.engine.autograd.op.Sign;
import dev.downhill.engine.autograd.op.Sin;
import dev.downhill.engine.autograd.op.Softmax;
import dev.downhill.engine.autograd.op.Sqrt;
import dev.downhill.engine.autograd.op.Subtract;
import dev.downhill.engine.autograd.op.Sum;
import dev.downhill.engine.autograd.op.SumTo;
import dev.downhill.engine.autograd.op.Take;
import dev.downhill.engine.autograd.op.Tanh;
import dev.downhill.engine.autograd.op.Transpose;
import dev.downhill.engine.autograd.op.Unfold;
import dev.downhill.engine.autograd.op.Variable;
import dev.downhill.engine.autograd.op.Where;
import dev.downhill.engine.autograd.op.Winners;
import java.util.Map;

/**
 * The cost of a graph's nodes when they run compiled, in nanoseconds of one core.
 *
 * <p>The estimate uses only shapes: elements times the cost of one element of the operation, multiply-adds of a product
 * times the cost of one. The figures were measured on two cores of an AMD EPYC; on another machine all of them are off
 * by about the same factor.
 */
public final class Cost {
    private static final double PER_NODE = 5;

    /** An element that is read and written, or computed by one instruction. */
    private static final double PER_ELEMENT = 1;

    /** An element of an operation that calls a function of its own. */
    private static final double PER_CALL = 60;

    /** An element that an op's own forward rule reads or writes, through lists and strides. */
    private static final double PER_FORWARD = 8;

    private static final double PER_MULTIPLY_ADD = 0.06;
    private static final double PER_SCALAR_MULTIPLY_ADD = 1.5;

    private static final Map<Class<? extends Op>, Double> ELEMENTS = Map.ofEntries(
            Map.entry(Add.class, PER_ELEMENT),
            Map.entry(Subtract.class, PER_ELEMENT),
            Map.entry(Multiply.class, PER_ELEMENT),
            Map.entry(Negate.class, PER_ELEMENT),
            Map.entry(MultiplyAdd.class, PER_ELEMENT),
            Map.entry(Abs.class, PER_ELEMENT),
            Map.entry(Relu.class, PER_ELEMENT),
            Map.entry(Detach.class, PER_ELEMENT),
            Map.entry(Maximum.class, PER_ELEMENT),
            Map.entry(Minimum.class, PER_ELEMENT),
            Map.entry(Where.class, 2.0),
            Map.entry(Equal.class, 2.0),
            Map.entry(Greater.class, 3.0),
            Map.entry(Sign.class, 3.0),
            Map.entry(Divide.class, 3.0),
            Map.entry(Sqrt.class, 5.0),
            Map.entry(Exp.class, 4.0),
            Map.entry(Tanh.class, 5.0),
            Map.entry(Sigmoid.class, 5.0),
            Map.entry(Log.class, 15.0),
            Map.entry(Sin.class, 25.0),
            Map.entry(Cos.class, 25.0),
            Map.entry(Erf.class, 100.0),
            Map.entry(Gelu.class, 100.0),
            Map.entry(Softmax.class, 10.0),
            Map.entry(LogSoftmax.class, 10.0),
            Map.entry(Gather.class, 4.0),
            Map.entry(Scatter.class, 4.0),
            Map.entry(IndexSelect.class, 4.0),
            Map.entry(IndexAdd.class, 4.0),
            Map.entry(Take.class, 4.0),
            Map.entry(Put.class, 4.0),
            Map.entry(Narrow.class, 0.5),
            Map.entry(Assemble.class, 0.5),
            Map.entry(Unfold.class, 2.0),
            Map.entry(Fold.class, 2.0),
            Map.entry(Winners.class, 3.0),
            Map.entry(Sum.class, 2.0),
            Map.entry(Mean.class, 2.0),
            Map.entry(SumTo.class, 2.0));

    private Cost() {}

    /**
     * Returns the estimate for one run of a graph, in nanoseconds. Leaves and what was computed while the graph was
     * built cost nothing.
     *
     * @param dtype the precision: vectors hold twice as many floats as doubles.
     */
    public static double nanoseconds(Graph graph, DType dtype) {
        double total = 0;
        for (Tensor node : graph.nodes()) {
            total += nanoseconds(node, dtype);
        }
        return total;
    }

    /** Returns what a node costs. */
    static double nanoseconds(Tensor node, DType dtype) {
        Op op = node.op();
        if (node.value() != null || op instanceof Variable) {
            return 0;
        }
        if (op instanceof Reshape || op instanceof Expand || op instanceof Transpose || op instanceof Permute) {
            // Nearly always another look at the same numbers; now and then a copy.
            return PER_NODE;
        }
        double half = dtype == DType.FLOAT32 ? 0.5 : 1;
        if (op instanceof MatMul) {
            return PER_NODE + product(node, half);
        }
        return PER_NODE + Math.max(size(node), readBy(node)) * perElement(node) * (isVectorized(op) ? half : 1);
    }

    /** Returns what an element of a node's operation takes. */
    static double perElement(Tensor node) {
        if (node.op() instanceof Power) {
            NDArray exponent = node.inputs().get(1).value();
            return exponent != null && exponent.values().length == 1 && exponent.values()[0] == 2
                    ? PER_ELEMENT
                    : PER_CALL;
        }
        return ELEMENTS.getOrDefault(node.op().getClass(), node.op() instanceof Elementwise ? PER_CALL : PER_FORWARD);
    }

    private static boolean isVectorized(Op op) {
        return ELEMENTS.getOrDefault(op.getClass(), PER_CALL) <= 5;
    }

    /** Returns how many elements a sum goes through; an element-wise operation goes through those that it writes. */
    private static long readBy(Tensor node) {
        return node.op() instanceof Elementwise
                ? 0
                : node.inputs().stream().mapToLong(Cost::size).max().orElse(0);
    }

    /** A stack of matrices has no kernel of its own. */
    private static double product(Tensor node, double half) {
        Shape left = node.inputs().get(0).shape();
        Shape right = node.inputs().get(1).shape();
        double multiplyAdds = (double) size(node) * left.dim(-1);
        if (Planner.isPlainProduct(node)) {
            double each = Kernels.BEST == Kernels.VECTOR ? PER_MULTIPLY_ADD * half : PER_SCALAR_MULTIPLY_ADD;
            return multiplyAdds * each + PER_ELEMENT * (left.size() + right.size() + size(node));
        }
        return multiplyAdds * PER_SCALAR_MULTIPLY_ADD + PER_FORWARD * (left.size() + right.size() + size(node));
    }

    private static long size(Tensor node) {
        return node.shape().size();
    }
}
