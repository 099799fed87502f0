package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Window;
import dev.downhill.engine.autograd.op.WindowAxis;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import dev.downhill.engine.catalog.Sizes;
import dev.downhill.engine.nn.activation.Activation;
import java.util.List;
import java.util.Map;

/**
 * A convolution over sequences: each output is a weighted sum of the inputs that the kernel sees, plus a bias.
 *
 * <p>Shape (n, c, l) becomes (n, outChannels, places). The weight has shape (outChannels, c / groups, kernelSize).
 * As in PyTorch, the kernel is not turned around.
 */
@Named(
        value = "conv1d",
        text = "A convolution over sequences: the same kernels at every place.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html")
public record Conv1d(
        @Option(value = "the number of kernels", min = 1, max = 100_000)
        int outChannels,

        @Option(value = "the size of a kernel", min = 1, max = 10_000, dimensions = 1)
        Sizes kernelSize,

        @Option(value = "the step from one place to the next", defaultsTo = "1", min = 1, max = 10_000, dimensions = 1)
        Sizes stride,

        @Option(
                value = "the zeros around the input, or same: as many as keep its size",
                defaultsTo = "0",
                min = 0,
                max = 10_000,
                dimensions = 1,
                words = {"same", "valid"})
        Sizes padding,

        @Option(
                value = "the distance of the inputs that a kernel sees",
                defaultsTo = "1",
                min = 1,
                max = 10_000,
                dimensions = 1)
        Sizes dilation,

        @Option(
                value = "the parts that channels are split into, each with its own kernels",
                defaultsTo = "1",
                min = 1,
                max = 100_000)
        int groups,

        @Option(value = "whether there is a bias", defaultsTo = "true")
        boolean bias,

        @Option(value = "the function of the outputs", defaultsTo = "\"identity\"")
        Activation activation)
        implements Layer {
    /** Checks that the options fit together. */
    public Conv1d {
        Convolution.requireStrideOne(padding, stride);
    }

    @Override
    public List<Slot> parameters(Shape input) {
        require(input);
        return convolution().parameters(input.dim(1), bias, kernelSize.along(0));
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        require(input.shape());
        Tensor weight = Layer.required(parameters, "weight");
        Shape shape = input.shape();
        Tensor images = input.reshape(Shape.of(shape.dim(0), shape.dim(1), 1, shape.dim(2)));
        Tensor output = convolution().of(images, weight, parameters.get("bias"), pass);
        return activation.apply(output.reshape(
                Shape.of(shape.dim(0), outChannels, output.shape().dim(3))));
    }

    private static void require(Shape input) {
        if (input.rank() != 3) {
            throw new ShapeException("conv1d: shape " + input + " is not (rows, channels, length); unflatten makes it");
        }
    }

    /** Returns the places of the kernel over a sequence as an image of one row. */
    public Window window() {
        WindowAxis columns = Convolution.span(kernelSize.along(0), stride.along(0), padding, 0, dilation.along(0));
        return new Window(WindowAxis.of(1, 1, 0), columns);
    }

    private Convolution convolution() {
        return new Convolution("conv1d", outChannels, window(), groups);
    }
}
