package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every row as a tensor of a shape: shape (n, ...) becomes (n, shape...), with the elements in their order. */
@Named(
        value = "unflatten",
        text = "Turns every row into a tensor of a shape, such as channels, height and width.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Unflatten.html")
public record Unflatten(
        @Option(value = "the lengths along the dimensions of a row", min = 1, max = 1_000_000)
        List<Integer> shape) implements Layer {
    /** Keeps a copy of the lengths. */
    public Unflatten {
        shape = List.copyOf(shape);
    }

    @Override
    public List<Slot> parameters(Shape input) {
        return List.of();
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        int rows = input.shape().dim(0);
        int[] dims = new int[shape.size() + 1];
        long size = 1;
        dims[0] = rows;
        for (int i = 0; i < shape.size(); i++) {
            dims[i + 1] = shape.get(i);
            size *= shape.get(i);
        }
        if (size * rows != input.shape().size()) {
            String wanted = shape.stream().map(Object::toString).collect(Collectors.joining(", "));
            throw new ShapeException("unflatten: a row of shape " + input.shape() + " has "
                    + (rows == 0 ? 0 : input.shape().size() / rows) + " numbers, but (" + wanted + ") needs " + size);
        }
        return input.reshape(Shape.of(dims));
    }
}
