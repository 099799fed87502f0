package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Normalize;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import dev.downhill.engine.nn.init.Ones;
import java.util.List;
import java.util.Map;

/**
 * Each row divided by the root of the mean of its squares along the last dimension, then scaled.
 *
 * <p>A row x becomes x / sqrt(mean(x²) + eps) * weight. The shape (..., d) stays; the weight has shape (d,). An eps
 * of 0 stands for the distance from 1 to the next number of the precision, as in PyTorch. Zhang and Sennrich, arXiv 1910.07467.
 */
@Named(
        value = "rmsNorm",
        text = "Divides each row by the root of the mean of its squares, then scales it.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.RMSNorm.html")
public record RmsNorm(
        @Option(
                value = "added to the mean of the squares; 0 for the distance from 1 to the next number of the dtype",
                defaultsTo = "0",
                min = 0)
        double eps,

        @Option(value = "whether the scale is learned", defaultsTo = "true")
        boolean elementwiseAffine)
        implements Layer {
    /** Returns the same layer with the eps of a precision, where it has none of its own. */
    public RmsNorm in(DType dtype) {
        double least = dtype == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
        return eps > 0 ? this : new RmsNorm(least, elementwiseAffine);
    }

    @Override
    public List<Slot> parameters(Shape input) {
        return elementwiseAffine ? List.of(new Slot("weight", Shape.of(input.dim(-1)), new Ones())) : List.of();
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        Tensor squares = input.pow(2).mean(true, -1);
        Tensor normal =
                Normalize.of(input, null, squares, eps, List.of(input.shape().rank() - 1));
        pass.show("variance", squares);
        pass.show("normalized", normal);
        Tensor weight = parameters.get("weight");
        return weight == null ? normal : normal.mul(weight);
    }
}
