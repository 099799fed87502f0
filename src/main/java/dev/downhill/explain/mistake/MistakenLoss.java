package dev.downhill.explain.mistake;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.loss.Loss;
import dev.downhill.engine.loss.Reduction;
import dev.downhill.engine.loss.Targets;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Objective;
import dev.downhill.specification.expression.Expression;
import dev.downhill.specification.expression.Scope;
import dev.downhill.specification.fault.Faults;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A loss with a mistake, around the right one or around one with other mistakes. */
sealed interface MistakenLoss extends Loss {
    @Override
    default @Nullable Tensor weights(Tensor target) {
        return inner().weights(target);
    }
    /** Returns the loss around which the mistake is. */
    Loss inner();

    @Override
    default Targets targets() {
        return inner().targets();
    }

    /** Makes a mistake in a loss. */
    interface Change {
        Loss of(Loss inner);
    }

    /** Returns the specification with a mistake in its loss. */
    static JobSpecification in(JobSpecification job, Change change) {
        return job.with((Objective) new Objective.Catalogued(
                change.of(pointwise(job.loss())), job.loss().reduction()));
    }

    /** Returns the specification with another way to make one number of all losses. */
    static JobSpecification in(JobSpecification job, Reduction reduction) {
        return job.with((Objective) new Objective.Catalogued(pointwise(job.loss()), reduction));
    }

    private static Loss pointwise(Objective objective) {
        return switch (objective) {
            case Objective.Catalogued named -> named.loss();
            case Objective.Formula formula -> new FormulaLoss(formula.expression());
        };
    }

    /** A loss written as a formula of {@code yPred} and {@code y}. */
    record FormulaLoss(Expression expression) implements Loss {
        @Override
        public Tensor pointwise(Tensor prediction, Tensor target) {
            var faults = new Faults();
            Tensor losses = new Scope()
                    .with("value to compare", Map.of("yPred", prediction, "y", target))
                    .evaluate(expression, "/loss/expression", faults);
            faults.throwIfAny();
            return Objects.requireNonNull(losses, "without a fault there is a tensor");
        }
    }

    /** The loss times a factor, and its gradient too. */
    record Scaled(Loss inner, double factor) implements MistakenLoss {
        @Override
        public Tensor pointwise(Tensor prediction, Tensor target) {
            return inner.pointwise(prediction, target).mul(factor);
        }
    }

    /** The loss times a factor as it is printed, with the gradient of the loss without. */
    record Shown(Loss inner, double factor) implements MistakenLoss {
        @Override
        public Tensor pointwise(Tensor prediction, Tensor target) {
            return Tensor.apply(new ShownFactor(factor), inner.pointwise(prediction, target));
        }
    }

    /** The right loss, its gradient times a factor. */
    record Sloped(Loss inner, double factor) implements MistakenLoss {
        @Override
        public Tensor pointwise(Tensor prediction, Tensor target) {
            return Tensor.apply(new GradientFactor(factor), inner.pointwise(prediction, target));
        }
    }

    /** The right loss, its gradient that of the sum in place of the mean. */
    record SlopeOfSum(Loss inner) implements MistakenLoss {
        @Override
        public Tensor pointwise(Tensor prediction, Tensor target) {
            Tensor losses = inner.pointwise(prediction, target);
            return Tensor.apply(new GradientFactor(losses.shape().size()), losses);
        }
    }

    /** The right loss, its gradient that of the mean in place of the sum. */
    record SlopeOfMean(Loss inner) implements MistakenLoss {
        @Override
        public Tensor pointwise(Tensor prediction, Tensor target) {
            Tensor losses = inner.pointwise(prediction, target);
            return Tensor.apply(new GradientFactor(1.0 / losses.shape().size()), losses);
        }
    }

    /** Under the mean over all elements, the mean over the rows of the sum over their outputs. */
    record SumOfOutputs(Loss inner) implements MistakenLoss {
        @Override
        public Tensor pointwise(Tensor prediction, Tensor target) {
            Tensor losses = inner.pointwise(prediction, target);
            int rows = losses.shape().rank() == 0 ? 1 : losses.shape().dim(0);
            return losses.mul((double) losses.shape().size() / rows);
        }
    }

    /** Every prediction against every target, as where a column meets a vector. */
    record Crossed(Loss inner) implements MistakenLoss {
        @Override
        public Tensor pointwise(Tensor prediction, Tensor target) {
            int rows = prediction.shape().size();
            return inner.pointwise(
                    prediction.reshape(Shape.of(rows, 1)),
                    target.reshape(Shape.of(1, target.shape().size())));
        }
    }

    /** The loss of predictions that are rounded. */
    record Rounded(Loss inner, int decimals) implements MistakenLoss {
        @Override
        public Tensor pointwise(Tensor prediction, Tensor target) {
            return inner.pointwise(Tensor.apply(new Rounding(decimals), prediction), target);
        }
    }
}
