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
    /** Returns the same parts with another schedule. */
    public Optimization with(LearningRateSchedule other) {
        return new Optimization(optimizer, other, regularization, clipping, frozen, zeroGrad);
    }

    /** Returns the same parts without a penalty. */
    public Optimization withoutRegularization() {
        return new Optimization(optimizer, schedule, Regularization.NONE, clipping, frozen, zeroGrad);
    }
}
