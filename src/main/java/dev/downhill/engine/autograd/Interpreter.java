package dev.downhill.engine.autograd;

import dev.downhill.engine.autograd.op.Variable;
import dev.downhill.engine.kernel.Interrupts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Executes a graph node by node, and keeps the value of every one.
 *
 * <p>It is the reference for a compiled step, which has the same bits, and it explains a step. In {@link DType#FLOAT32} each
 * element that an operation computes is rounded to the nearest float.
 */
public final class Interpreter {
    /** A node of so many elements is worth a check for an interrupt before it. */
    private static final int LEAST_TO_CHECK = 256;

    private final List<Tensor> nodes;
    private final DType dtype;
    private final Map<Tensor, NDArray> values = new HashMap<>();
    private final boolean[] computed;

    public Interpreter(Graph graph, DType dtype) {
        Allowance.take(graph);
        this.nodes = graph.nodes();
        this.dtype = dtype;
        this.computed = new boolean[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            Tensor node = nodes.get(i);
            NDArray known = node.value();
            NDArray buffer = NDArray.full(node.shape(), 0);
            if (known != null) {
                System.arraycopy(known.values(), 0, buffer.values(), 0, known.values().length);
                round(buffer.values());
            }
            computed[i] = known == null && !(node.op() instanceof Variable);
            values.put(node, buffer);
        }
    }

    /**
     * Gives a variable the value that it keeps until it is given another; the array is copied. Nothing happens where no
     * output depends on it.
     *
     * @throws ShapeException if there are not as many values as the variable has elements
     */
    public void set(Tensor variable, double[] newValues) {
        if (newValues.length != variable.shape().size()) {
            throw new ShapeException(newValues.length + " values for " + variable);
        }
        NDArray array = values.get(variable);
        if (array != null) {
            System.arraycopy(newValues, 0, array.values(), 0, newValues.length);
            round(array.values());
        }
    }

    /** Gives a scalar variable its value. */
    public void set(Tensor variable, double value) {
        set(variable, new double[] {value});
    }

    /** Computes every output from the variables. */
    public void run() {
        for (int i = 0; i < computed.length; i++) {
            if (computed[i]) {
                Tensor node = nodes.get(i);
                NDArray out = array(node);
                if (out.values().length >= LEAST_TO_CHECK) {
                    Interrupts.check();
                }
                node.op().forward(node.inputs().stream().map(this::array).toList(), out, dtype);
                round(out.values());
            }
        }
    }

    /** Returns the value that the last {@link #run} gave a node: the interpreter's own array, overwritten by the next. */
    public double[] get(Tensor node) {
        return array(node).values();
    }

    private NDArray array(Tensor node) {
        @Nullable NDArray array = values.get(node);
        if (array == null) {
            throw new IllegalArgumentException(node + " is not part of this graph");
        }
        return array;
    }

    private void round(double[] numbers) {
        if (dtype == DType.FLOAT64) {
            return;
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = dtype.round(numbers[i]);
        }
    }
}
