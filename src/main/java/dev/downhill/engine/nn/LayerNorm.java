package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Normalize;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import dev.downhill.engine.nn.init.Ones;
import dev.downhill.engine.nn.init.Zeros;
import java.util.List;
import java.util.Map;

/**
 * Each row brought to mean 0 and variance 1 along the last dimension, then scaled and shifted.
 *
 * <p>A row x becomes (x - mean) / sqrt(variance + eps) * weight + bias, where the variance has the length as its
 * divisor. The shape (..., d) stays; weight and bias have shape (d,). Ba, Kiros and Hinton, arXiv 1607.06450.
 */
@Named(
        value = "layerNorm",
        text = "Brings each row to mean 0 and variance 1, then scales and shifts it.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html")
public record LayerNorm(
        @Option(value = "added to the variance", defaultsTo = "1e-5", min = 0)
        double eps,

        @Option(value = "whether scale and shift are learned", defaultsTo = "true")
        boolean elementwiseAffine)
        implements Layer {
    @Override
    public List<Slot> parameters(Shape input) {
        Shape shape = Shape.of(input.dim(-1));
        return elementwiseAffine
                ? List.of(new Slot("weight", shape, new Ones()), new Slot("bias", shape, new Zeros()))
                : List.of();
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        Tensor mean = input.mean(true, -1);
        Tensor variance = input.sub(mean).pow(2).mean(true, -1);
        Tensor normal =
                Normalize.of(input, mean, variance, eps, List.of(input.shape().rank() - 1));
        pass.show("mean", mean);
        pass.show("variance", variance);
        pass.show("normalized", normal);
        Tensor weight = parameters.get("weight");
        Tensor bias = parameters.get("bias");
        return weight == null || bias == null ? normal : normal.mul(weight).add(bias);
    }
}
