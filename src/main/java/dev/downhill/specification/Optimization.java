package dev.downhill.specification;

import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.engine.schedule.LearningRateSchedule;
import java.util.Set;

/**
 * The parts that turn the gradient of the loss into an update, in the order of their work: regularization, clipping,
 * schedule, optimizer.
 *
 * @param regularization adds a penalty to the loss.
 * @param clipping limits the gradients.
 * @param frozen the names of the parameters that are not trained.
 * @param zeroGrad whether gradients are zeroed after each step.
 */
public record Optimization(
        Optimizer optimizer,
        LearningRateSchedule schedule,
        Regularization regularization,
        Clipping clipping,
        Set<String> frozen,
        boolean zeroGrad) {
    /** Returns the same parts with another optimizer. */
    public Optimization with(Optimizer other) {
        return new Optimization(other, schedule, regularization, clipping, frozen, zeroGrad);
    }

    /** Returns the same parts with another penalty. */
    public Optimization with(Regularization other) {
        return new Optimization(optimizer, schedule, other, clipping, frozen, zeroGrad);
    }

    /** Returns the same parts with another treatment of large gradients. */
    public Optimization with(Clipping other) {
        return new Optimization(optimizer, schedule, regularization, other, frozen, zeroGrad);
    }

    /** Returns the same parts with other parameters that are not trained. */
    public Optimization withFrozen(Set<String> others) {
        return new Optimization(optimizer, schedule, regularization, clipping, others, zeroGrad);
    }

    /** Returns the same parts, with or without gradients that are zeroed after each step. */
    public Optimization withZeroGrad(boolean zeroed) {
        return new Optimization(optimizer, schedule, regularization, clipping, frozen, zeroed);
    }

    /** Returns the same parts with another schedule. */
    public Optimization with(LearningRateSchedule other) {
        return new Optimization(optimizer, other, regularization, clipping, frozen, zeroGrad);
    }

    /** Returns the same parts without a penalty. */
    public Optimization withoutRegularization() {
        return new Optimization(optimizer, schedule, Regularization.NONE, clipping, frozen, zeroGrad);
    }
}
