package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;

/**
 * Half the squared difference up to delta, beyond it delta times the distance: {@code torch.nn.HuberLoss}.
 *
 * <p>For a difference d it is d² / 2 where |d| is at most delta, and delta (|d| - delta / 2) beyond; Huber, <i>Robust
 * Estimation of a Location Parameter</i>, 1964.
 */
@Named(
        value = "huber",
        text = "Half the squared difference up to delta; beyond it, delta * (distance - delta / 2).",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.HuberLoss.html")
public record HuberLoss(
        @Option(value = "the distance up to which the loss is a square", defaultsTo = "1", above = 0)
        double delta) implements Loss {
    @Override
    public Tensor pointwise(Tensor prediction, Tensor target) {
        Tensor difference = prediction.sub(target);
        Tensor distance = difference.abs();
        Tensor near = difference.pow(2).mul(0.5);
        Tensor far = distance.sub(0.5 * delta).mul(delta);
        return far.where(distance.gt(Tensor.of(delta)), near);
    }
}
