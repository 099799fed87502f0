package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.WindowGrid;
import java.util.List;

/**
 * Patches added up where they lie in images of a height and a width: the reverse of {@link Unfold}. What lies in the
 * padding is dropped.
 */
public record Fold(Window window, int height, int width) implements Op {
    @Override
    public String name() {
        return "fold";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape patches = inputs.getFirst();
        return Shape.of(patches.dim(0), patches.dim(3), height, width);
    }

    /** Returns where the window stands over the result. */
    public WindowGrid grid(Shape patches) {
        return window.over(shape(List.of(patches)));
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        int[] g = grid(inputs.getFirst().shape()).numbers();
        double[] patches = inputs.getFirst().values();
        if (dtype == DType.FLOAT32) {
            float[] sums = new float[out.values().length];
            dev.downhill.engine.kernel.float32.scalar.Windows.fold(
                    Floats.of(patches),
                    sums,
                    g[0],
                    g[1],
                    g[2],
                    g[3],
                    g[4],
                    g[5],
                    g[6],
                    g[7],
                    g[8],
                    g[9],
                    g[10],
                    g[11],
                    g[12],
                    g[13]);
            Floats.copy(sums, out.values());
        } else {
            dev.downhill.engine.kernel.float64.scalar.Windows.fold(
                    patches,
                    out.values(),
                    g[0],
                    g[1],
                    g[2],
                    g[3],
                    g[4],
                    g[5],
                    g[6],
                    g[7],
                    g[8],
                    g[9],
                    g[10],
                    g[11],
                    g[12],
                    g[13]);
        }
    }

    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return Tensor.apply(new Unfold(window), gradient);
    }

    @Override
    public String text(List<String> inputs) {
        return "fold(" + inputs.getFirst() + ")";
    }
}
