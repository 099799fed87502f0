package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The mean of each channel: shape (n, c, ...) becomes (n, c). */
@Named(
        value = "globalAvgPool",
        text = "The mean of each channel over all places.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html")
public record GlobalAvgPool() implements Layer {
    @Override
    public List<Slot> parameters(Shape input) {
        return List.of();
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        int rank = input.shape().rank();
        if (rank < 3) {
            throw new ShapeException("globalAvgPool: shape " + input.shape() + " is not (rows, channels, ...)");
        }
        return input.mean(false, IntStream.range(2, rank).toArray());
    }
}
