package dev.downhill.specification.model;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.nn.Layer;
import dev.downhill.engine.nn.Layers;
import dev.downhill.engine.nn.Residual;
import dev.downhill.specification.fault.Faults;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A model of layers, one after the other; its parameters are named as PyTorch's {@code Sequential} names them, such as
 * {@code 0.weight}.
 *
 * @param layers by position, from 0
 * @param parameters in the order of the layers
 * @param statistics that training computes, in the order of the layers
 */
public record LayeredModel(List<Layer> layers, List<Parameter> parameters, List<Parameter> statistics)
        implements ModelDefinition {
    /** Keeps copies of the lists. */
    public LayeredModel {
        layers = List.copyOf(layers);
        parameters = List.copyOf(parameters);
        statistics = List.copyOf(statistics);
    }

    /** All inputs side by side. */
    @Override
    public List<Column> inputs(Dataset data) {
        return List.of(data.features());
    }

    @Override
    public boolean predictsEachRowAlone() {
        return true;
    }

    @Override
    public boolean isRandom() {
        return layers.stream().anyMatch(Layer::isRandom);
    }

    @Override
    public @Nullable Tensor prediction(
            Map<String, Tensor> inputs,
            Map<String, Tensor> named,
            Layer.Pass pass,
            BiConsumer<String, Tensor> parts,
            Faults faults) {
        Tensor x = inputs.values().iterator().next();
        for (int i = 0; i < layers.size(); i++) {
            try {
                pass.show(i + ".input", x);
                x = layers.get(i).forward(x, Residual.within(named, i + "."), pass.within(i + "."));
                pass.show(i + ".output", x);
                parts.accept(i + "." + Layers.CATALOGUE.nameOf(layers.get(i)), x);
            } catch (ShapeException e) {
                faults.add("/model/layers/" + i, "shape", "layer " + i + ": " + e.getMessage());
                return null;
            }
        }
        return x;
    }
}
