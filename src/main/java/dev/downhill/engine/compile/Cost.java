package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Elementwise;
import dev.downhill.engine.autograd.op.Expand;
import dev.downhill.engine.autograd.op.MatMul;
import dev.downhill.engine.autograd.op.Reshape;
import dev.downhill.engine.autograd.op.Transpose;
import dev.downhill.engine.autograd.op.Variable;
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

    private static final Map<String, Double> ELEMENTS = Map.ofEntries(
            Map.entry("add", PER_ELEMENT),
            Map.entry("sub", PER_ELEMENT),
            Map.entry("mul", PER_ELEMENT),
            Map.entry("neg", PER_ELEMENT),
            Map.entry("fma", PER_ELEMENT),
            Map.entry("abs", PER_ELEMENT),
            Map.entry("relu", PER_ELEMENT),
            Map.entry("detach", PER_ELEMENT),
            Map.entry("maximum", PER_ELEMENT),
            Map.entry("minimum", PER_ELEMENT),
            Map.entry("where", 2.0),
            Map.entry("eq", 2.0),
            Map.entry("gt", 3.0),
            Map.entry("sign", 3.0),
            Map.entry("div", 3.0),
            Map.entry("sqrt", 5.0),
            Map.entry("exp", 4.0),
            Map.entry("tanh", 5.0),
            Map.entry("sigmoid", 5.0),
            Map.entry("log", 15.0),
            Map.entry("sin", 25.0),
            Map.entry("cos", 25.0),
            Map.entry("erf", 100.0),
            Map.entry("gelu", 100.0),
            Map.entry("softmax", 10.0),
            Map.entry("logSoftmax", 10.0),
            Map.entry("gather", 4.0),
            Map.entry("scatter", 4.0),
            Map.entry("indexSelect", 4.0),
            Map.entry("indexAdd", 4.0),
            Map.entry("sum", 2.0),
            Map.entry("mean", 2.0),
            Map.entry("sumTo", 2.0));

    private Cost() {}

    /** Returns what one run of a graph costs. */
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
        if (op instanceof Reshape || op instanceof Expand || op instanceof Transpose) {
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
        String name = node.op().name();
        if (name.equals("pow")) {
            NDArray exponent = node.inputs().get(1).value();
            return exponent != null && exponent.values().length == 1 && exponent.values()[0] == 2
                    ? PER_ELEMENT
                    : PER_CALL;
        }
        return ELEMENTS.getOrDefault(name, node.op() instanceof Elementwise ? PER_CALL : PER_FORWARD);
    }

    private static boolean isVectorized(Op op) {
        return ELEMENTS.getOrDefault(op.name(), PER_CALL) <= 5;
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
        if (left.rank() <= 2 && right.rank() <= 2) {
            double each = Kernels.BEST == Kernels.VECTOR ? PER_MULTIPLY_ADD * half : PER_SCALAR_MULTIPLY_ADD;
            return multiplyAdds * each + PER_ELEMENT * (left.size() + right.size() + size(node));
        }
        return multiplyAdds * PER_SCALAR_MULTIPLY_ADD + PER_FORWARD * (left.size() + right.size() + size(node));
    }

    private static long size(Tensor node) {
        return node.shape().size();
    }
}
