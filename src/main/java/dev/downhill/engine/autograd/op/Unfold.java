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
 * What a window sees of images: shape (n, c, h, w) becomes (c, kernel rows, kernel columns, n, rows, columns), with zeros from
 * the padding. A convolution is the product of the kernels with these patches.
 *
 * <p>The places are the last dimensions: at neighbouring places an element of the window sees neighbouring pixels, so both are
 * read in order, and the product finds its right factor as it needs it.
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
                grid.channels(),
                grid.kernelRows(),
                grid.kernelColumns(),
                grid.images(),
                grid.outRows(),
                grid.outColumns());
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
