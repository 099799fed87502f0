package dev.downhill.specification;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/** The treatment of gradients that are too large. */
public sealed interface Clipping {
    /**
     * Returns the gradients as the optimizer is to see them, each of its shape.
     *
     * @param gradients one for each trained parameter
     */
    List<Tensor> clip(List<Tensor> gradients);

    /** Leaves the gradients as they are. */
    record None() implements Clipping {
        @Override
        public List<Tensor> clip(List<Tensor> gradients) {
            return gradients;
        }
    }

    /**
     * Scales all gradients down together to a norm, as {@code torch.nn.utils.clip_grad_norm_} does: by norm / (n +
     * 1e-6) where that is below 1, and n is their norm.
     *
     * @param norm the greatest Euclidean norm of all gradients together
     */
    record ByNorm(double norm) implements Clipping {
        private static final double AGAINST_ZERO = 1e-6;

        @Override
        public List<Tensor> clip(List<Tensor> gradients) {
            Tensor squares = Tensor.of(0);
            for (Tensor gradient : gradients) {
                squares = squares.add(gradient.mul(gradient).sum());
            }
            Tensor scale = Tensor.of(norm).div(squares.sqrt().add(AGAINST_ZERO)).minimum(Tensor.of(1));
            return gradients.stream().map(gradient -> gradient.mul(scale)).toList();
        }
    }

    /**
     * Cuts each element off, as {@code torch.nn.utils.clip_grad_value_} does.
     *
     * @param value the greatest absolute value of an element
     */
    record ByValue(double value) implements Clipping {
        @Override
        public List<Tensor> clip(List<Tensor> gradients) {
            return gradients.stream()
                    .map(gradient -> gradient.maximum(Tensor.of(-value)).minimum(Tensor.of(value)))
                    .toList();
        }
    }
}
