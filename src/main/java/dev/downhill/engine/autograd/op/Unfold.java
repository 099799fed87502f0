package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.WindowGrid;
import dev.downhill.engine.kernel.float64.scalar.Windows;
import java.util.List;

/**
 * The patches that a window sees of images: shape (n, c, h, w) becomes (n, rows, columns, c, kernel rows, kernel
 * columns), with zeros from the padding. A convolution is the product of these patches with the kernels.
 */
public record Unfold(Window window) implements Op {
    @Override
    public String name() {
        return "unfold";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        WindowGrid grid = window.over(inputs.getFirst());
        return Shape.of(
                grid.images(),
                grid.outRows(),
                grid.outColumns(),
                grid.channels(),
                grid.kernelRows(),
                grid.kernelColumns());
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        window.over(inputs.getFirst().shape())
                .run(Windows::unfold, inputs.getFirst().values(), out.values());
    }

    /** Each pixel gets the gradients of all patches that it is in. */
    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        Shape images = inputs.getFirst().shape();
        return Tensor.apply(new Fold(window, images.dim(2), images.dim(3)), gradient);
    }

    @Override
    public String text(List<String> inputs) {
        return "unfold(" + inputs.getFirst() + ")";
    }
}
