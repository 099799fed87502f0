package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.WindowGrid;
import java.util.List;

/**
 * Patches added up where they lie in images of a height and a width: the reverse of {@link Unfold}. It drops the
 * elements in the padding.
 */
public record Fold(Window window, int height, int width) implements Op {
    @Override
    public String name() {
        return "fold";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape patches = inputs.getFirst();
        return Shape.of(patches.dim(3), patches.dim(0), height, width);
    }

    /** Returns where the window stands over the result. */
    public WindowGrid grid(Shape patches) {
        return window.over(shape(List.of(patches)));
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        WindowGrid grid = grid(inputs.getFirst().shape());
        double[] patches = inputs.getFirst().values();
        if (dtype == DType.FLOAT32) {
            float[] sums = new float[out.values().length];
            grid.run(dev.downhill.engine.kernel.float32.scalar.Windows::fold, Floats.of(patches), sums);
            Floats.copy(sums, out.values());
        } else {
            grid.run(dev.downhill.engine.kernel.float64.scalar.Windows::fold, patches, out.values());
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
