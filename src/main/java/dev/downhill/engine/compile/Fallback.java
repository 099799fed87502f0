package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import java.util.ArrayList;
import java.util.List;

/** Runs an op's own forward rule on the arrays of a compiled step. */
final class Fallback {
    private final Real real;
    private final Op op;
    private final List<Shape> shapes;
    private final NDArray out;

    Fallback(Real real, Op op, List<Shape> shapes, Shape result) {
        this.real = real;
        this.op = op;
        this.shapes = shapes;
        this.out = NDArray.full(result, 0);
    }

    /** Computes {@code output} from the inputs; all are arrays of the step's type of number. */
    void run(Object[] inputs, Object output) {
        List<NDArray> arrays = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            arrays.add(new NDArray(shapes.get(i), real.copyOut(inputs[i])));
        }
        op.forward(arrays, out, real.dtype());
        real.copyIn(out.values(), output);
    }
}
