package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.WindowGrid;
import dev.downhill.engine.kernel.float64.scalar.Windows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which element of its image wins in each window: shape (n, c, h, w) becomes (n, c, rows, columns), the number of the
 * greatest element, row-major in the image and from 0. Of several the first wins, as in PyTorch's {@code max_pool2d},
 * and so does the first NaN. Padding never wins. No gradient flows.
 */
public record Winners(Window window) implements Op {
    /** The whole numbers that float32 holds. */
    private static final int LARGEST = 1 << 24;

    @Override
    public String name() {
        return "winners";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        WindowGrid grid = window.over(inputs.getFirst());
        if ((long) grid.height() * grid.width() > LARGEST) {
            throw new ShapeException("an image of shape " + inputs.getFirst() + " has more than " + LARGEST
                    + " elements, whose numbers float32 does not tell apart");
        }
        return Shape.of(grid.images(), grid.channels(), grid.outRows(), grid.outColumns());
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        window.over(inputs.getFirst().shape())
                .run(Windows::winners, inputs.getFirst().values(), out.values());
    }

    @Override
    public @Nullable Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return null;
    }

    @Override
    public String text(List<String> inputs) {
        return "winners(" + inputs.getFirst() + ")";
    }
}
