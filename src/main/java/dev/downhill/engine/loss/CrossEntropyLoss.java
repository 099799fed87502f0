package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The negative log probability of the target class, from one logit for each class: {@code torch.nn.CrossEntropyLoss}.
 *
 * <p>With s for {@code labelSmoothing}, c classes and l = logSoftmax(yPred) it is -(1 - s) l[y] - (s / c) sum(l). With
 * weights w of the classes it is -(1 - s) w[y] l[y] - (s / c) sum(w l), and the mean divides the sum by the sum of w[y].
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
        double labelSmoothing,

        @Option(value = "the weight of each class; empty for equal ones", defaultsTo = "[]", min = 0)
        List<Double> classWeights)
        implements Loss {
    /** Keeps a copy of the weights. */
    public CrossEntropyLoss {
        classWeights = List.copyOf(classWeights);
    }

    /** The cross entropy of the target class alone. */
    public CrossEntropyLoss() {
        this(0);
    }

    /** The cross entropy of classes that count alike. */
    public CrossEntropyLoss(double labelSmoothing) {
        this(labelSmoothing, List.of());
    }

    private Tensor ofClasses() {
        return Tensor.of(NDArray.vector(
                classWeights.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    @Override
    public boolean isWeighted() {
        return !classWeights.isEmpty();
    }

    @Override
    public @Nullable Tensor weights(Tensor target) {
        if (classWeights.isEmpty()) {
            return null;
        }
        Tensor column = ofClasses().reshape(Shape.of(classWeights.size(), 1));
        return column.indexSelect(target).reshape(target.shape());
    }

    @Override
    public @Nullable Misfit misfit(Shape prediction) {
        int classes = prediction.rank() == 0 ? 1 : prediction.dim(-1);
        return classWeights.isEmpty() || classWeights.size() == classes
                ? null
                : new Misfit(
                        "classWeights",
                        "'classWeights' has shape (" + classWeights.size() + ",), but the model gives shape "
                                + prediction + ": it needs one weight for each of " + classes + " classes");
    }

    @Override
    public Tensor pointwise(Tensor prediction, Tensor target) {
        Tensor logSoftmax = prediction.logSoftmax();
        Tensor logarithms = classWeights.isEmpty() ? logSoftmax : logSoftmax.mul(ofClasses());
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
