package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Unfold;
import dev.downhill.engine.autograd.op.Window;
import dev.downhill.engine.autograd.op.WindowAxis;
import dev.downhill.engine.catalog.Sizes;
import dev.downhill.engine.nn.init.FanIn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The common part of the convolutions: the product of the kernels with the patches that they see.
 *
 * @param layer the name in messages
 * @param window the places of the kernel; a sequence is an image of one row
 */
record Convolution(String layer, int outChannels, Window window, int groups) {

    /** Returns the places along one dimension. */
    static WindowAxis span(int kernel, int stride, Sizes padding, int axis, int dilation) {
        if (padding.isWord("same")) {
            int total = dilation * (kernel - 1);
            return new WindowAxis(kernel, stride, total / 2, total - total / 2, dilation);
        }
        int zeros = padding.numbers().isEmpty() ? 0 : padding.along(axis);
        return new WindowAxis(kernel, stride, zeros, zeros, dilation);
    }

    /** @throws IllegalArgumentException if a stride other than 1 stands beside the padding {@code same} */
    static void requireStrideOne(Sizes padding, Sizes stride) {
        if (padding.isWord("same") && stride.numbers().stream().anyMatch(step -> step != 1)) {
            throw new IllegalArgumentException("padding 'same' takes a stride of 1, not " + stride);
        }
    }

    /**
     * Returns the weight, of the given lengths, and the bias.
     *
     * @param channels of the input
     * @param kernel the lengths of the kernel
     */
    List<Layer.Slot> parameters(int channels, boolean bias, int... kernel) {
        requireGroups(channels);
        int[] dims = new int[2 + kernel.length];
        dims[0] = outChannels;
        dims[1] = channels / groups;
        System.arraycopy(kernel, 0, dims, 2, kernel.length);
        Shape weight = Shape.of(dims);
        int fanIn = weight.size() / outChannels;
        var like = new FanIn();
        List<Layer.Slot> slots = new ArrayList<>();
        slots.add(new Layer.Slot("weight", weight, like));
        if (bias) {
            slots.add(new Layer.Slot(
                    "bias", Shape.of(outChannels), (unused, fanOut, random) -> like.element(fanIn, fanOut, random)));
        }
        return slots;
    }

    private void requireGroups(int channels) {
        if (channels % groups != 0 || outChannels % groups != 0) {
            boolean in = channels % groups != 0;
            throw new ShapeException(layer + ": " + groups + " groups do not divide the "
                    + (in ? channels + " channels of the input" : "outChannels, " + outChannels));
        }
    }

    /**
     * Returns the convolution: (n, c, h, w) becomes (n, outChannels, rows, columns).
     *
     * @param weight of shape (outChannels, c / groups, ...)
     * @param pass is shown the {@code patches}, (n, rows, columns, c, kernel rows, kernel columns); their products with the
     *     kernels, without the bias, as {@code weighted}, and the {@code sums} with it, both (n, outChannels, rows, columns)
     */
    Tensor of(Tensor images, Tensor weight, @Nullable Tensor bias, Layer.Pass pass) {
        Tensor patches = patches(images);
        Shape seen = patches.shape();
        int places = seen.dim(3) * seen.dim(4) * seen.dim(5);
        int inner = seen.dim(0) / groups * window.size();
        Tensor products;
        if (groups == 1) {
            products = weight.reshape(Shape.of(outChannels, inner)).matmul(patches.reshape(Shape.of(inner, places)));
        } else {
            Tensor kernels = weight.reshape(Shape.of(groups, outChannels / groups, inner));
            products = kernels.matmul(patches.reshape(Shape.of(groups, inner, places)));
        }
        // The places of an image stay side by side, so that whole images move, and not one number at a time.
        Tensor maps = products.reshape(Shape.of(outChannels, seen.dim(3), seen.dim(4), seen.dim(5)))
                .permute(1, 0, 2, 3);
        Tensor sums = bias == null ? maps : maps.add(bias.reshape(Shape.of(outChannels, 1, 1)));
        pass.show("patches", patches.permute(3, 4, 5, 0, 1, 2));
        pass.show("weighted", maps);
        pass.show("sums", sums);
        return sums;
    }

    private Tensor patches(Tensor images) {
        try {
            return Tensor.apply(new Unfold(window), images);
        } catch (ShapeException e) {
            throw new ShapeException(layer + ": the kernel " + kernel() + " does not fit into the input of shape "
                    + images.shape() + ": " + e.getMessage());
        }
    }

    private String kernel() {
        return "(" + window.rows().kernel() + ", " + window.columns().kernel() + ")";
    }
}
