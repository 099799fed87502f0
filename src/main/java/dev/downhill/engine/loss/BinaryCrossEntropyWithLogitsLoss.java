package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary cross entropy of a logit, whose sigmoid is the probability: {@code torch.nn.BCEWithLogitsLoss}. Large
 * logits lose no digits.
 *
 * <p>With a weight p of positive targets it is p y softplus(-x) + (1 - y) softplus(x).
 */
@Named(
        value = "bceWithLogits",
        text = "The binary cross entropy of a logit, whose sigmoid is the probability.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html")
public record BinaryCrossEntropyWithLogitsLoss(
        @Option(
                value = "the weight of positive targets: one for all outputs, or one for each",
                defaultsTo = "1",
                min = 0)
        List<Double> posWeight)
        implements Loss {
    /** Keeps a copy of the weights. */
    public BinaryCrossEntropyWithLogitsLoss {
        posWeight = List.copyOf(posWeight);
    }

    /** The cross entropy of targets that count alike. */
    public BinaryCrossEntropyWithLogitsLoss() {
        this(List.of(1.0));
    }

    @Override
    public @Nullable Misfit misfit(Shape prediction) {
        int outputs = prediction.rank() < 2 ? 1 : prediction.dim(-1);
        return posWeight.size() == 1 || posWeight.size() == outputs
                ? null
                : new Misfit(
                        "posWeight",
                        "'posWeight' has shape (" + posWeight.size() + ",), but the model gives shape " + prediction
                                + ": it needs one weight, or one for each of " + outputs + " outputs");
    }

    @Override
    public Tensor pointwise(Tensor prediction, Tensor target) {
        if (posWeight.equals(List.of(1.0))) {
            return prediction.binaryCrossEntropyWithLogits(target);
        }
        Tensor weight = posWeight.size() == 1
                ? Tensor.of(posWeight.getFirst())
                : Tensor.of(NDArray.vector(
                        posWeight.stream().mapToDouble(Double::doubleValue).toArray()));
        Tensor positive = prediction.neg().softplus().mul(target).mul(weight);
        return positive.add(prediction.softplus().mul(Tensor.of(1).sub(target)));
    }

    @Override
    public Targets targets() {
        return Targets.LOGIT;
    }
}
