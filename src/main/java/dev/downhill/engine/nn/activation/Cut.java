package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;

/** Cutting off at two bounds, where as in torch.nn.Hardtanh the slope is 0 at the bounds themselves. */
final class Cut {
    private Cut() {}

    static Tensor between(double least, Tensor x, double greatest) {
        Tensor inside = x.gt(Tensor.of(least)).mul(Tensor.of(greatest).gt(x));
        Tensor bound = x.maximum(Tensor.of(least)).minimum(Tensor.of(greatest));
        return x.where(inside, bound.detach());
    }
}
