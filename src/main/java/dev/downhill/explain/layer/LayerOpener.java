package dev.downhill.explain.layer;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens one kind of layer at one element. */
interface LayerOpener {
    /** Returns a word for the kind: {@code convolution}. */
    String kind();

    /** Returns how many numbers the answer holds. */
    long numbers();

    /** Returns whether the layer's input and output belong to the answer if the layer is opened alone. */
    default boolean hasMaps() {
        return true;
    }

    /** Returns the kernels of a convolution; null in other layers. */
    default @Nullable Tensor kernels() {
        return null;
    }

    /** Returns the tensors whose values are read. */
    List<Tensor> values();

    /** Returns the tensors whose gradients are read, where they have one. */
    List<Tensor> differentiated();

    /** Returns further tensors whose values are read, such as the gradient that an edge passes on. */
    default List<Tensor> others() {
        return List.of();
    }

    /** Returns the numbers, and the lines that say the same. */
    Opened open(BatchValues batch);

    /** The numbers of a layer, and the lines of text that say the same. */
    record Opened(LayerArithmetic arithmetic, List<String> text) {}
}
