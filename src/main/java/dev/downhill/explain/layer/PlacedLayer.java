package dev.downhill.explain.layer;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.nn.Layer;
import dev.downhill.engine.nn.Layers;
import dev.downhill.engine.nn.Residual;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.model.LayeredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A layer at its place in the forward pass of a batch.
 *
 * @param path its number, or the numbers of the layers around it and its own: {@code 0}, {@code 1.0}
 */
record PlacedLayer(String path, Layer layer, Forward forward) {

    /** Returns every layer of a model, with those within others; none of a model that is a formula. */
    static List<PlacedLayer> of(JobSpecification job, Forward forward) {
        List<PlacedLayer> all = new ArrayList<>();
        if (job.model() instanceof LayeredModel model) {
            add(all, "", model.layers(), forward);
        }
        return all;
    }

    private static void add(List<PlacedLayer> all, String prefix, List<Layer> layers, Forward forward) {
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            all.add(new PlacedLayer(prefix + i, layer, forward));
            if (layer instanceof Residual residual) {
                add(all, prefix + i + ".", residual.layers(), forward);
            }
        }
    }

    /** Returns the place and the kind: {@code 0.conv2d}. */
    String name() {
        return path + "." + kind();
    }

    String kind() {
        return Layers.CATALOGUE.nameOf(layer);
    }

    Tensor input() {
        return shown("input").getFirst();
    }

    Tensor output() {
        return shown("output").getFirst();
    }

    /** Returns what the layer showed on its way, one tensor or one for each entry of a sequence; none if it did not. */
    List<Tensor> shown(String name) {
        return forward.shown().getOrDefault(path + "." + name, List.of());
    }

    /** Returns a parameter by its name in the layer; null if there is none. */
    @Nullable
    Tensor parameter(String name) {
        return forward.parameters().get(path + "." + name);
    }

    /** Returns the shape of the input without the rows. */
    Shape inputOfRow() {
        return ofRow(input().shape());
    }

    /** Returns the shape of the output without the rows. */
    Shape outputOfRow() {
        return ofRow(output().shape());
    }

    private static Shape ofRow(Shape shape) {
        return Shape.of(IntStream.range(1, shape.rank()).map(shape::dim).toArray());
    }
}
