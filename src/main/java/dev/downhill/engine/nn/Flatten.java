package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import java.util.List;
import java.util.Map;

/** Every row as one vector: shape (n, ...) becomes (n, m), where m is the product of the other lengths. */
@Named(
        value = "flatten",
        text = "Turns every row into one vector.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Flatten.html")
public record Flatten() implements Layer {
    @Override
    public List<Slot> parameters(Shape input) {
        return List.of();
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        int rows = input.shape().dim(0);
        return input.reshape(Shape.of(rows, rows == 0 ? 0 : input.shape().size() / rows));
    }
}
