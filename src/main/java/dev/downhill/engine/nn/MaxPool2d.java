package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Take;
import dev.downhill.engine.autograd.op.Window;
import dev.downhill.engine.autograd.op.Winners;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import dev.downhill.engine.catalog.Sizes;
import java.util.List;
import java.util.Map;

/**
 * The greatest element of each window: shape (n, c, h, w) becomes (n, c, rows, columns). The first of several greatest
 * elements gets the gradient, as in PyTorch.
 */
@Named(
        value = "maxPool2d",
        text = "The greatest element of each window of an image.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html")
public record MaxPool2d(
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
                value = "places around the image, which never win",
                defaultsTo = "0",
                min = 0,
                max = 10_000,
                dimensions = 2)
        Sizes padding)
        implements Layer {
    /** Checks that the options fit together. */
    public MaxPool2d {
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
        return Pooling.window("maxPool2d", input, kernelSize, stride, padding);
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        Shape shape = input.shape();
        Window window = window(shape);
        Tensor winners = Tensor.apply(new Winners(window), input);
        pass.show("winners", winners);
        int planes = shape.dim(0) * shape.dim(1);
        int places = winners.shape().dim(2) * winners.shape().dim(3);
        Tensor pixels = input.reshape(Shape.of(planes, shape.dim(2) * shape.dim(3)));
        return Tensor.apply(new Take(), pixels, winners.reshape(Shape.of(planes, places)))
                .reshape(winners.shape());
    }
}
