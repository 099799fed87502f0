package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Layers around which their input is led: x becomes x + f(x), of the same shape. The parameters of the layers are named
 * as within a {@code Sequential}: {@code 0.weight}. He et al., arXiv 1512.03385.
 */
@Named(
        value = "residual",
        text = "Adds the input of some layers to their output.",
        source = "https://arxiv.org/abs/1512.03385")
public record Residual(
        @Option("the layers, one after the other") List<Layer> layers) implements Layer {
    /** Keeps a copy of the layers. */
    public Residual {
        layers = List.copyOf(layers);
    }

    @Override
    public List<Slot> parameters(Shape input) {
        return slots(input, false);
    }

    @Override
    public List<Slot> statistics(Shape input) {
        return slots(input, true);
    }

    private List<Slot> slots(Shape input, boolean statistics) {
        List<Slot> slots = new ArrayList<>();
        Tensor x = Tensor.variable("x", input, false);
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            Map<String, Tensor> own = new LinkedHashMap<>();
            List<Slot> learned = layer.parameters(x.shape());
            List<Slot> kept = layer.statistics(x.shape());
            for (Slot slot : statistics ? kept : learned) {
                slots.add(new Slot(i + "." + slot.name(), slot.shape(), slot.init()));
            }
            learned.forEach(slot -> own.put(slot.name(), Tensor.variable(slot.name(), slot.shape(), true)));
            kept.forEach(slot -> own.put(slot.name(), Tensor.variable(slot.name(), slot.shape(), false)));
            x = layer.forward(x, own, Pass.EVALUATION);
        }
        return slots;
    }

    @Override
    public boolean isRandom() {
        return layers.stream().anyMatch(Layer::isRandom);
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        Tensor x = input;
        for (int i = 0; i < layers.size(); i++) {
            pass.show(i + ".input", x);
            x = layers.get(i).forward(x, within(parameters, i + "."), pass.within(i + "."));
            pass.show(i + ".output", x);
        }
        if (!x.shape().equals(input.shape())) {
            throw new ShapeException("residual: the layers turn shape " + input.shape() + " into " + x.shape()
                    + "; both are added, so they must be the same");
        }
        return input.add(x);
    }

    /** Returns what a layer within has, by its own names. */
    public static Map<String, Tensor> within(Map<String, Tensor> parameters, String prefix) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), tensor);
            }
        });
        return own;
    }
}
