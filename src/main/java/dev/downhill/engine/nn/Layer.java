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
     * Returns the statistics that a pass of training computes and an evaluation uses, such as running means; they are not
     * learned.
     *
     * @param input the shape of its input, the batch first
     */
    default List<Slot> statistics(Shape input) {
        return List.of();
    }

    /**
     * Returns a parameter of a layer.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    static Tensor required(Map<String, Tensor> parameters, String name) {
        Tensor parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return parameter;
    }

    /**
     * Returns the output.
     *
     * @param input the rows of a batch along the first dimension.
     * @param parameters the parameters and the statistics by the names of their slots.
     * @param pass the surroundings of the forward pass.
     * @throws dev.downhill.engine.autograd.ShapeException if the layer cannot take the shape of the input.
     */
    Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass);

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

    /** The surroundings of a forward pass: whether it trains, and what it draws and keeps beside its output. */
    interface Pass {
        /** Passes everything and keeps nothing: the forward pass of an evaluation. */
        Pass EVALUATION = new Pass() {
            @Override
            public boolean isTraining() {
                return false;
            }

            @Override
            public Tensor mask(Shape shape, double dropped) {
                return Tensor.of(1);
            }

            @Override
            public void keep(String name, Tensor next) {}
        };

        /** Returns whether the pass is one of training. */
        boolean isTraining();

        /**
         * Returns a tensor that is 0 with probability {@code dropped} and else 1 / (1 - dropped).
         *
         * @param shape the shape of the tensor that it is multiplied with
         * @param dropped at least 0 and less than 1
         */
        Tensor mask(Shape shape, double dropped);

        /**
         * Takes in the value that a statistic of {@link Layer#statistics} has after a pass of training.
         *
         * @param name of its slot
         * @param next of its shape
         */
        void keep(String name, Tensor next);

        /**
         * Takes in what the layer computes on its way to the output, for those who explain it; by default nobody does.
         *
         * @param name within the layer, such as {@code weights}
         * @param values one tensor, or one for each entry of a sequence
         */
        default void show(String name, List<Tensor> values) {}

        /** Takes in one tensor as {@link #show(String, List)} does. */
        default void show(String name, Tensor value) {
            show(name, List.of(value));
        }

        /** Returns the same pass for a layer within the layer: the names of what it keeps and shows follow the prefix. */
        default Pass within(String prefix) {
            Pass outer = this;
            return new Pass() {
                @Override
                public boolean isTraining() {
                    return outer.isTraining();
                }

                @Override
                public Tensor mask(Shape shape, double dropped) {
                    return outer.mask(shape, dropped);
                }

                @Override
                public void keep(String name, Tensor next) {
                    outer.keep(prefix + name, next);
                }

                @Override
                public void show(String name, List<Tensor> values) {
                    outer.show(prefix + name, values);
                }
            };
        }
    }
}
