package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Unfold;
import dev.downhill.engine.autograd.op.Window;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import dev.downhill.engine.catalog.Sizes;
import java.util.List;
import java.util.Map;

/**
 * The mean of each window: shape (n, c, h, w) becomes (n, c, rows, columns). Zeros of the padding count, as in PyTorch.
 */
@Named(
        value = "avgPool2d",
        text = "The mean of each window of an image.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html")
public record AvgPool2d(
        @Option(value = "the size of a window", min = 1, max = 10_000, dimensions = 2)
        Sizes kernelSize,

        @Option(
                value = "the step from one window to the next; null for the size of a window",
                defaultsTo = "null",
                min = 1,
                max = 10_000,
                dimensions = 2)
        Sizes stride,

        @Option(
                value = "the zeros around the image, which count",
                defaultsTo = "0",
                min = 0,
                max = 10_000,
                dimensions = 2)
        Sizes padding)
        implements Layer {
    /** Checks that the options fit together. */
    public AvgPool2d {
        Pooling.requirePadding(kernelSize, padding);
    }

    @Override
    public List<Slot> parameters(Shape input) {
        return List.of();
    }

    /**
     * Returns the places of the window.
     *
     * @param input the shape of the input, (n, c, h, w)
     * @throws dev.downhill.engine.autograd.ShapeException if the input has no such shape, or is smaller than the window
     */
    public Window window(Shape input) {
        return Pooling.window("avgPool2d", input, kernelSize, stride, padding);
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        Shape shape = input.shape();
        Window window = window(shape);
        Tensor planes = input.reshape(Shape.of(shape.dim(0) * shape.dim(1), 1, shape.dim(2), shape.dim(3)));
        Tensor patches = Tensor.apply(new Unfold(window), planes);
        int rows = patches.shape().dim(4);
        int columns = patches.shape().dim(5);
        return patches.reshape(Shape.of(window.size(), shape.dim(0) * shape.dim(1), rows, columns))
                .mean(false, 0)
                .reshape(Shape.of(shape.dim(0), shape.dim(1), rows, columns));
    }
}
