package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import dev.downhill.engine.nn.init.FanIn;
import dev.downhill.engine.nn.init.XavierUniform;
import dev.downhill.engine.nn.init.Zeros;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Self-attention: each entry of a sequence gathers from all entries, or from those up to it, by how its query fits their
 * keys.
 *
 * <p>Queries, keys and values are the three thirds of x in_proj_weight^T + in_proj_bias, split into heads of d / numHeads
 * numbers. A head gives softmax(q k^T / sqrt(d / numHeads)) v; out_proj mixes the heads. The shape (n, t, d) stays. Vaswani et
 * al., arXiv 1706.03762.
 */
@Named(
        value = "multiheadAttention",
        text = "Self-attention: each entry of a sequence gathers from the entries whose keys fit its query.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html")
public record MultiheadAttention(
        @Option(value = "the number of heads, which divides the width", min = 1, max = 10_000)
        int numHeads,

        @Option(value = "whether an entry sees only those up to it", defaultsTo = "false")
        boolean causal,

        @Option(value = "whether there are biases", defaultsTo = "true")
        boolean bias)
        implements Layer {
    /** The score of an entry that is not seen: its weight is exactly 0. It is finite, so that it can be shown. */
    private static final double UNSEEN = -Float.MAX_VALUE;

    @Override
    public List<Slot> parameters(Shape input) {
        require(input);
        int width = input.dim(2);
        List<Slot> slots = new ArrayList<>();
        slots.add(new Slot("in_proj_weight", Shape.of(3 * width, width), new XavierUniform(1)));
        if (bias) {
            slots.add(new Slot("in_proj_bias", Shape.of(3 * width), new Zeros()));
        }
        slots.add(new Slot("out_proj.weight", Shape.of(width, width), new FanIn()));
        if (bias) {
            slots.add(new Slot("out_proj.bias", Shape.of(width), new Zeros()));
        }
        return slots;
    }

    private void require(Shape input) {
        if (input.rank() != 3) {
            throw new ShapeException(
                    "multiheadAttention: shape " + input + " is not (rows, entries of a sequence, width)");
        }
        if (input.dim(2) % numHeads != 0) {
            throw new ShapeException("multiheadAttention: " + numHeads + " heads do not divide the width "
                    + input.dim(2) + " of the input of shape " + input);
        }
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        require(input.shape());
        int rows = input.shape().dim(0);
        int length = input.shape().dim(1);
        int width = input.shape().dim(2);
        int each = width / numHeads;
        Tensor projected = project(input, parameters, "in_proj_weight", "in_proj_bias");
        Tensor thirds =
                projected.reshape(Shape.of(rows, length, 3, numHeads, each)).permute(2, 0, 3, 1, 4);
        Shape heads = Shape.of(rows, numHeads, length, each);
        Tensor asked = thirds.narrow(0, 0, 1).reshape(heads);
        Tensor query = asked.mul(1 / Math.sqrt(each));
        Tensor key = thirds.narrow(0, 1, 1).reshape(heads);
        Tensor value = thirds.narrow(0, 2, 1).reshape(heads);
        Tensor scores = query.matmul(key.mT());
        Tensor weights = (causal ? scores.where(seen(length), Tensor.of(UNSEEN)) : scores).softmax();
        pass.show("queries", asked);
        pass.show("keys", key);
        pass.show("values", value);
        pass.show("scores", scores);
        pass.show("weights", weights);
        Tensor mixed = weights.matmul(value).permute(0, 2, 1, 3).reshape(input.shape());
        pass.show("mixed", mixed);
        return project(mixed, parameters, "out_proj.weight", "out_proj.bias");
    }

    private static Tensor project(Tensor entries, Map<String, Tensor> parameters, String weight, String bias) {
        return Linear.affine(entries, Layer.required(parameters, weight), parameters.get(bias));
    }

    /** Returns 1 where the entry of a row sees that of a column, of shape (length, length). */
    private static Tensor seen(int length) {
        double[] seen = new double[length * length];
        for (int i = 0; i < length; i++) {
            for (int j = 0; j <= i; j++) {
                seen[i * length + j] = 1;
            }
        }
        return Tensor.of(new NDArray(Shape.of(length, length), seen));
    }
}
