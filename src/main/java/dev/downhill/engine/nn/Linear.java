package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import dev.downhill.engine.nn.activation.Activation;
import dev.downhill.engine.nn.init.FanIn;
import dev.downhill.engine.nn.init.Initializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dense layer: x times the transposed weight, plus the bias, through an activation.
 *
 * <p>The shape (..., in) becomes (..., units). The weight has shape (units, in), as PyTorch keeps it, and the bias
 * (units,). The input has at least two dimensions.
 */
@Named(
        value = "linear",
        text = "A dense layer: every output is a weighted sum of all inputs, plus a bias, through an activation.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html")
public record Linear(
        @Option(value = "the number of outputs", min = 1, max = 1_000_000)
        int units,

        @Option(value = "whether there is a bias", defaultsTo = "true")
        boolean bias,

        @Option(value = "the function of the outputs", defaultsTo = "\"identity\"")
        Activation activation,

        @Option(value = "the initial weight; a bias starts as in PyTorch", defaultsTo = "\"fanIn\"")
        Initializer init)
        implements Layer {
    @Override
    public List<Slot> parameters(Shape input) {
        if (input.rank() < 2) {
            throw new ShapeException("linear: shape " + input + " has no rows of inputs");
        }
        int inputs = input.dim(-1);
        List<Slot> slots = new ArrayList<>();
        slots.add(new Slot("weight", Shape.of(units, inputs), init));
        if (bias) {
            var like = new FanIn();
            slots.add(
                    new Slot("bias", Shape.of(units), (fanIn, fanOut, random) -> like.element(inputs, fanOut, random)));
        }
        return slots;
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        Tensor weight = parameters.get("weight");
        Tensor offset = parameters.get("bias");
        if (weight == null) {
            throw new IllegalArgumentException("linear: there is no weight");
        }
        return activation.apply(affine(input, weight, offset));
    }

    /**
     * Returns x times the transposed weight, plus the bias: (..., in) becomes (..., units).
     *
     * @param weight of shape (units, in)
     * @param bias of shape (units,), or null for none
     */
    static Tensor affine(Tensor input, Tensor weight, @Nullable Tensor bias) {
        Shape shape = input.shape();
        int[] dims = shape.dims();
        int inputs = dims[dims.length - 1];
        Tensor rows = shape.rank() <= 2 || inputs == 0 ? input : input.reshape(Shape.of(shape.size() / inputs, inputs));
        dims[dims.length - 1] = weight.shape().dim(0);
        // In this order the bias, the activation and what follows are one loop over the outputs.
        Tensor weighted = rows.matmul(weight.mT()).reshape(Shape.of(dims));
        return bias == null ? weighted : weighted.add(bias);
    }
}
