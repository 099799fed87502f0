package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Normalize;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import dev.downhill.engine.nn.init.Ones;
import dev.downhill.engine.nn.init.Zeros;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Each column, or each channel, brought to mean 0 and variance 1, then scaled and shifted.
 *
 * <p>x becomes (x - mean) / sqrt(variance + eps) * weight + bias. In training, mean and variance are those of the batch,
 * over all dimensions but the second; the variance has the number of elements as its divisor. An evaluation uses running
 * statistics: after each batch, running = (1 - momentum) * running + momentum * batch, where the batch's variance has the
 * number less one as its divisor. The shape (n, c, ...) stays; weight and bias have shape (c,). Ioffe and Szegedy, arXiv
 * 1502.03167.
 */
@Named(
        value = "batchNorm",
        text = "Brings each column or channel to mean 0 and variance 1 over the batch, then scales and shifts it.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html")
public record BatchNorm(
        @Option(value = "added to the variance", defaultsTo = "1e-5", min = 0)
        double eps,

        @Option(value = "the weight of a batch in the running statistics", defaultsTo = "0.1", min = 0, max = 1)
        double momentum,

        @Option(value = "whether scale and shift are learned", defaultsTo = "true")
        boolean affine)
        implements Layer {
    /** The name of the running mean. */
    public static final String MEAN = "running_mean";

    /** The name of the running variance. */
    public static final String VARIANCE = "running_var";

    @Override
    public List<Slot> parameters(Shape input) {
        Shape shape = channels(input);
        return affine
                ? List.of(new Slot("weight", shape, new Ones()), new Slot("bias", shape, new Zeros()))
                : List.of();
    }

    @Override
    public List<Slot> statistics(Shape input) {
        Shape shape = channels(input);
        return List.of(new Slot(MEAN, shape, new Zeros()), new Slot(VARIANCE, shape, new Ones()));
    }

    private static Shape channels(Shape input) {
        if (input.rank() < 2) {
            throw new ShapeException("batchNorm: shape " + input + " is not (rows, columns) or (rows, channels, ...)");
        }
        return Shape.of(input.dim(1));
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        Shape shape = input.shape();
        Shape channels = channels(shape);
        int[] axes = IntStream.range(0, shape.rank()).filter(axis -> axis != 1).toArray();
        Shape beside = shape.reduce(IntStream.of(axes).boxed().toList(), true);
        Tensor normal;
        if (pass.isTraining()) {
            int count = shape.size() / Math.max(1, channels.size());
            if (count < 2) {
                throw new ShapeException("batchNorm: a batch of shape " + shape + " has one value for each of the "
                        + channels.size() + " columns, which has no variance; it needs at least 2 rows, shape (2, "
                        + channels.size() + ")");
            }
            // A second pass takes off the roundings of a long sum: they would move a bias before this layer.
            Tensor near = input.mean(true, axes);
            Tensor mean = near.add(input.sub(near).mean(true, axes));
            Tensor variance = input.sub(mean).pow(2).mean(true, axes);
            normal = Normalize.of(
                    input, mean, variance, eps, IntStream.of(axes).boxed().toList());
            pass.show("mean", mean);
            pass.show("variance", variance);
            pass.show("normalized", normal);
            keep(pass, MEAN, parameters, mean.detach().reshape(channels));
            keep(pass, VARIANCE, parameters, variance.detach().reshape(channels).mul(count / (count - 1.0)));
        } else {
            Tensor mean = Layer.required(parameters, MEAN).reshape(beside);
            Tensor variance = Layer.required(parameters, VARIANCE).reshape(beside);
            normal = input.sub(mean).div(variance.add(eps).sqrt());
        }
        Tensor weight = parameters.get("weight");
        Tensor bias = parameters.get("bias");
        return weight == null || bias == null
                ? normal
                : normal.mul(weight.reshape(beside)).add(bias.reshape(beside));
    }

    private void keep(Pass pass, String name, Map<String, Tensor> parameters, Tensor batch) {
        Tensor running = Layer.required(parameters, name);
        pass.keep(name, running.mul(1 - momentum).add(batch.mul(momentum)));
    }
}
