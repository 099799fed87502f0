package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import dev.downhill.engine.nn.activation.Activation;
import java.util.List;
import java.util.Map;

/** An activation as a layer of its own; the shape stays. */
@Named(value = "activation", text = "An activation as a layer of its own.")
public record Activate(@Option("the function") Activation activation) implements Layer {
    @Override
    public List<Slot> parameters(Shape input) {
        return List.of();
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        return activation.apply(input);
    }
}
