package dev.downhill.specification;

import dev.downhill.engine.autograd.Tensor;
import java.util.Collection;

/**
 * A penalty on large parameters, added to the loss. It counts every parameter, frozen ones too; frozen ones get no
 * gradient.
 *
 * @param l1 times the sum of their absolute values; 0 for none.
 * @param l2 times the sum of their squares; 0 for none. The slope is 2 l2 times the parameter, twice that of a weight
 *     decay of l2.
 */
public record Regularization(double l1, double l2) {
    /** No penalty. */
    public static final Regularization NONE = new Regularization(0, 0);

    /** Returns the loss with the penalty. */
    public Tensor add(Tensor loss, Collection<Tensor> parameters) {
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
