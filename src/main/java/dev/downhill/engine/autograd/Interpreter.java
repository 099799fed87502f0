package dev.downhill.engine.autograd;

import dev.downhill.engine.autograd.op.Variable;
import dev.downhill.engine.kernel.Interrupts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Executes a graph node by node, and keeps the value of every one.
 *
 * <p>This is the plain meaning of a graph. The interpreter holds one array for each node, walks the nodes with the
 * inputs of each before it, and calls {@link Op#forward}.
 *
 * <pre>{@code
 * Tensor w = Tensor.variable("w", Shape.SCALAR, true);
 * Tensor loss = w.mul(3).sub(6).pow(2);
 * var interpreter = new Interpreter(Graph.of(loss), DType.FLOAT64);
 * interpreter.set(w, 1);
 * interpreter.run();
 * interpreter.get(loss);                 // [9.0]
 * }</pre>
 *
 * <p>The arrays after this run:
 *
 * <pre>
 * w:              1     given;
 * 3:              3     known since the graph was built;
 * w * 3:          3     computed by every run;
 * 6:              6     known;
 * mul - 6:       -3     computed;
 * 2:              2     known;
 * sub ** 2:       9     computed.
 * </pre>
 *
 * <p>It has three uses. It runs a job so short that compiling its step would take longer ({@link InterpretedLoop}). It
 * explains a step, because the value of each node can be read. And it is the reference for a compiled step: both have
 * the same bits, and tests compare them over random graphs.
 *
 * <p>A graph has no precision; the interpreter sets it. In {@link DType#FLOAT32} the arrays still hold doubles, each
 * of which a float could hold. An element is computed in double and rounded to the nearest float, which equals float
 * arithmetic for one of + - * / and for a square root. An operation that adds up or calls a function gets the type and
 * rounds within, exactly where the compiled step does.
 *
 * <p>A thread that is interrupted leaves {@link #run} before the next node of 256 elements, or within a long loop. The
 * nodes then hold values of two runs, but every variable still has the value that it was given.
 *
 * <p>It rests on these decisions: docs/decisions/0001-dtype-belongs-to-the-execution.md,
 * docs/decisions/0014-one-arithmetic-for-both-ways-to-run-a-step.md, docs/decisions/0041-a-step-can-be-interrupted.md.
 */
public final class Interpreter {
    /** A node of so many elements is worth a check for an interrupt before it. */
    private static final int LEAST_TO_CHECK = 256;

    private final List<Tensor> nodes;
    private final DType dtype;
    private final Map<Tensor, NDArray> values = new HashMap<>();
    private final boolean[] computed;

    /** The arrays of the operands of each node that is computed. */
    private final List<List<NDArray>> operands = new ArrayList<>();

    /**
     * Allocates an array for each node, after taking the bytes from the {@link Allowance}. A variable is 0 until it is
     * set; one that was made with a value has that.
     *
     * @param dtype the precision of every value
     */
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
            operands.add(computed[i] ? node.inputs().stream().map(this::array).toList() : List.of());
        }
    }

    /**
     * Gives a variable the value that it keeps until it is given another; the array is copied. Nothing happens where no
     * output depends on it.
     *
     * @param newValues its elements, row-major; in float32 they are rounded.
     * @throws ShapeException if there are not as many values as the variable has elements.
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

    /**
     * Gives a variable of one element its value.
     *
     * @throws ShapeException if it has more
     */
    public void set(Tensor variable, double value) {
        set(variable, new double[] {value});
    }

    /**
     * Computes every output from the variables.
     *
     * @throws dev.downhill.engine.kernel.StepInterrupted if the thread is interrupted; the variables keep their values
     */
    public void run() {
        for (int i = 0; i < computed.length; i++) {
            if (computed[i]) {
                Tensor node = nodes.get(i);
                NDArray out = array(node);
                if (out.values().length >= LEAST_TO_CHECK) {
                    Interrupts.check();
                }
                node.op().forward(operands.get(i), out, dtype);
                round(out.values());
            }
        }
    }

    /**
     * Returns the value that the last {@link #run} gave a node: the interpreter's own array, overwritten by the next.
     *
     * @return its elements, row-major
     * @throws IllegalArgumentException if the node is not part of the graph
     */
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
