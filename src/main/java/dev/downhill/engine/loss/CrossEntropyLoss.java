package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;

/**
 * The negative log probability of the target class, from one logit for each class: {@code torch.nn.CrossEntropyLoss}.
 *
 * <p>With s for {@code labelSmoothing}, c classes and l = logSoftmax(yPred) it is -(1 - s) l[y] - (s / c) sum(l).
 * Predictions of shape (..., c) have targets of shape (...).
 */
@Named(
        value = "crossEntropy",
        text = "The negative log probability of the target class, from one logit for each class.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html")
public record CrossEntropyLoss(
        @Option(
                value = "the share of the target's probability that is spread evenly over all classes",
                defaultsTo = "0",
                min = 0,
                max = 1)
        double labelSmoothing)
        implements Loss {
    /** The cross entropy of the target class alone. */
    public CrossEntropyLoss() {
        this(0);
    }

    @Override
    public Tensor pointwise(Tensor prediction, Tensor target) {
        Tensor logarithms = prediction.logSoftmax();
        Tensor ofTarget = logarithms.gather(target).neg();
        if (labelSmoothing == 0) {
            return ofTarget;
        }
        double share = labelSmoothing / prediction.shape().dim(-1);
        return ofTarget.mul(1 - labelSmoothing)
                .add(logarithms.sum(false, -1).neg().mul(share));
    }

    @Override
    public Targets targets() {
        return Targets.CLASSES;
    }
}
