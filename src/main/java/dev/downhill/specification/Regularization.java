package dev.downhill.specification;

import dev.downhill.engine.autograd.Tensor;
import java.util.Collection;

/**
 * A penalty on large parameters, added to the loss.
 *
 * @param l1 times the sum of their absolute values
 * @param l2 times the sum of their squares
 */
public record Regularization(double l1, double l2) {
    /** Returns the loss with the penalty. */
    Tensor add(Tensor loss, Collection<Tensor> parameters) {
        Tensor total = loss;
        for (Tensor parameter : parameters) {
            if (l1 > 0) {
                total = total.add(parameter.abs().sum().mul(l1));
            }
            if (l2 > 0) {
                total = total.add(parameter.pow(2).sum().mul(l2));
            }
        }
        return total;
    }
}
