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
 * A convolution over images: each output is a weighted sum of the inputs that the kernel sees, plus a bias.
 *
 * <p>Shape (n, c, h, w) becomes (n, outChannels, rows, columns). The weight has shape (outChannels, c / groups, kernelSize).
 * As in PyTorch, the kernel is not turned around.
 */
@Named(
        value = "conv2d",
        text = "A convolution over images: the same kernels at every place.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html")
public record Conv2d(
        @Option(value = "the number of kernels", min = 1, max = 100_000)
        int outChannels,

        @Option(value = "the size of a kernel", min = 1, max = 10_000, dimensions = 2)
        Sizes kernelSize,

        @Option(value = "the step from one place to the next", defaultsTo = "1", min = 1, max = 10_000, dimensions = 2)
        Sizes stride,

        @Option(
                value = "the zeros around the input, or same: as many as keep its size",
                defaultsTo = "0",
                min = 0,
                max = 10_000,
                dimensions = 2,
                words = {"same", "valid"})
        Sizes padding,

        @Option(
                value = "the distance of the inputs that a kernel sees",
                defaultsTo = "1",
                min = 1,
                max = 10_000,
                dimensions = 2)
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
    public Conv2d {
        Convolution.requireStrideOne(padding, stride);
    }

    @Override
    public List<Slot> parameters(Shape input) {
        require(input);
        return convolution().parameters(input.dim(1), bias, kernelSize.along(0), kernelSize.along(1));
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        require(input.shape());
        Tensor weight = Layer.required(parameters, "weight");
        return activation.apply(convolution().of(input, weight, parameters.get("bias"), pass));
    }

    private static void require(Shape input) {
        if (input.rank() != 4) {
            throw new ShapeException(
                    "conv2d: shape " + input + " is not (rows, channels, height, width); unflatten makes it");
        }
    }

    /** Returns the places of the kernel. */
    public Window window() {
        return new Window(span(0), span(1));
    }

    private Convolution convolution() {
        return new Convolution("conv2d", outChannels, window(), groups);
    }

    private WindowAxis span(int axis) {
        return Convolution.span(kernelSize.along(axis), stride.along(axis), padding, axis, dilation.along(axis));
    }
}
