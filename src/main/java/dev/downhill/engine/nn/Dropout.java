package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.List;
import java.util.Map;

/**
 * In training each element is dropped with a probability p, and the others grow by 1 / (1 - p) in return. The shape
 * stays, and an evaluation passes everything.
 *
 * <p>Srivastava et al., <i>Dropout: a Simple Way to Prevent Neural Networks from Overfitting</i>, 2014.
 */
@Named(
        value = "dropout",
        text = "Drops each element with a probability during training, and scales the others up.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html")
public record Dropout(
        @Option(value = "the probability", defaultsTo = "0.5", min = 0, below = 1)
        double p) implements Layer {
    @Override
    public List<Slot> parameters(Shape input) {
        return List.of();
    }

    @Override
    public boolean isRandom() {
        return p > 0;
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        return p == 0 ? input : input.mul(pass.mask(input.shape(), p));
    }
}
