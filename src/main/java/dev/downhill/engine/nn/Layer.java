package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.nn.init.Initializer;
import java.util.List;
import java.util.Map;

/** A module of a sequential model, whose parameters are given from outside. */
public interface Layer {
    /**
     * Returns the parameters that the layer needs, in PyTorch's order; none if it learns nothing.
     *
     * @param input the shape of its input, the batch first
     * @throws dev.downhill.engine.autograd.ShapeException if it cannot take that shape
     */
    List<Slot> parameters(Shape input);

    /**
     * Returns the output.
     *
     * @param input the rows of a batch along the first dimension.
     * @param parameters the parameters by the names of their slots.
     * @param masks the source of the random numbers of a forward pass in training.
     * @throws dev.downhill.engine.autograd.ShapeException if the layer cannot take the shape of the input.
     */
    Tensor forward(Tensor input, Map<String, Tensor> parameters, Masks masks);

    /** Returns whether a forward pass in training draws random numbers. */
    default boolean isRandom() {
        return false;
    }

    /**
     * A place for a parameter.
     *
     * @param name PyTorch's name within the module: {@code weight}, {@code bias}
     * @param init draws its initial value
     */
    record Slot(String name, Shape shape, Initializer init) {}

    /** Gives random masks to a forward pass. */
    @FunctionalInterface
    interface Masks {
        /** Passes everything: the forward pass of an evaluation. */
        Masks NONE = (shape, dropped) -> Tensor.of(1);

        /**
         * Returns a tensor that is 0 with probability {@code dropped} and else 1 / (1 - dropped).
         *
         * @param shape the shape of the tensor that it is multiplied with
         * @param dropped at least 0 and less than 1
         */
        Tensor mask(Shape shape, double dropped);
    }
}
