package dev.downhill.engine.optimizer;

import dev.downhill.engine.autograd.Tensor;

/** Weight decay as a penalty: its gradient, the parameter itself, is added to the loss's. */
final class Decay {
    private Decay() {}

    static Tensor add(double weightDecay, Tensor parameter, Tensor gradient) {
        return weightDecay == 0 ? gradient : gradient.addScaled(Tensor.of(weightDecay), parameter);
    }
}
