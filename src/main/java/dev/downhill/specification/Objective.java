package dev.downhill.specification;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.loss.Loss;
import dev.downhill.engine.loss.Reduction;
import dev.downhill.engine.loss.Targets;
import dev.downhill.specification.expression.Expression;
import dev.downhill.specification.expression.Scope;
import dev.downhill.specification.fault.Faults;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The quantity that a run minimizes: a loss of prediction and target, reduced to one number. */
public sealed interface Objective {
    /** Returns how the losses of all elements become one number. */
    Reduction reduction();

    /** Returns what the loss compares a prediction with. */
    Targets targets();

    /** Returns whether it is the mean of the losses of all elements, each of which counts alike. */
    boolean isPlainMean();

    /**
     * Returns the loss as a scalar, without the regularization.
     *
     * @param prediction of the target's shape; for class targets with one more dimension, of logits
     * @param faults receives the reason if the shapes do not fit
     * @return null if a fault was found
     */
    @Nullable
    Tensor of(Tensor prediction, Tensor target, Faults faults);

    /** A loss of the catalogue, such as {@code mse}. */
    record Catalogued(Loss loss, Reduction reduction) implements Objective {
        @Override
        public Targets targets() {
            return loss.targets();
        }

        @Override
        public boolean isPlainMean() {
            return reduction == Reduction.MEAN && !loss.isWeighted();
        }

        @Override
        public @Nullable Tensor of(Tensor prediction, Tensor target, Faults faults) {
            Loss.Misfit misfit = loss.misfit(prediction.shape());
            if (misfit != null) {
                faults.add("/loss/" + misfit.option(), "shape", misfit.message());
                return null;
            }
            Tensor losses = loss.pointwise(prediction, target);
            Tensor weights = reduction == Reduction.MEAN ? loss.weights(target) : null;
            return weights == null ? reduction.reduce(losses) : losses.sum().div(weights.sum());
        }
    }

    /** A loss written as a formula of {@code yPred} and {@code y}; its result is reduced, of whatever shape it is. */
    record Formula(Expression expression, Reduction reduction) implements Objective {
        @Override
        public Targets targets() {
            return Targets.NUMBERS;
        }

        @Override
        public boolean isPlainMean() {
            return false;
        }

        @Override
        public @Nullable Tensor of(Tensor prediction, Tensor target, Faults faults) {
            var scope = new Scope().with("value to compare", Map.of("yPred", prediction, "y", target));
            Tensor losses = scope.evaluate(expression, "/loss/expression", faults);
            return losses == null ? null : reduction.reduce(losses);
        }
    }
}
