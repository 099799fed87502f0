package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/**
 * The logarithm of the hyperbolic cosine of the difference: about half its square near 0, and its absolute value less
 * log(2) far from it.
 */
@Named(value = "logCosh", text = "The logarithm of the hyperbolic cosine of the difference.", source = "")
public record LogCoshLoss() implements Loss {
    @Override
    public Tensor pointwise(Tensor prediction, Tensor target) {
        return prediction.sub(target).logCosh();
    }
}
