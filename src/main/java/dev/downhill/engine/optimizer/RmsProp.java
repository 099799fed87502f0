package dev.downhill.engine.optimizer;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.ArrayList;
import java.util.List;

/**
 * RMSprop: the gradient over the root of a running mean of its square. It is {@code torch.optim.RMSprop}.
 *
 * <pre>
 * g = gradient + weightDecay * p                   the gradient's sign is turned if maximize;
 * s = alpha * s + (1 - alpha) * g ** 2;
 * a = a + (1 - alpha) * (g - a)                    if centered: s - a ** 2 in place of s below;
 * d = g / (sqrt(s) + eps);
 * b = momentum * b + d                             if momentum is above 0: b in place of d below;
 * p = p - learningRate * d.
 * </pre>
 *
 * <p>Hinton, <i>Neural Networks for Machine Learning</i>, lecture 6e, 2012; centered by Graves, arXiv 1308.0850.
 */
@Named(
        value = "rmsprop",
        text = "The gradient over the root of a running mean of its square.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html")
public record RmsProp(
        @Option(value = "the step size", defaultsTo = "0.01", min = 0)
        double learningRate,

        @Option(value = "decay of the running mean", defaultsTo = "0.99", min = 0)
        double alpha,

        @Option(value = "added to the denominator", defaultsTo = "1e-8", min = 0)
        double eps,

        @Option(value = "L2 penalty, added to the gradient", defaultsTo = "0", min = 0)
        double weightDecay,

        @Option(value = "the share of the last velocity that is kept", defaultsTo = "0", min = 0)
        double momentum,

        @Option(value = "subtracts the square of the mean gradient", defaultsTo = "false")
        boolean centered,

        @Option(value = "maximizes the loss", defaultsTo = "false")
        boolean maximize)
        implements Optimizer {
    @Override
    public List<String> scalars() {
        return List.of("-learningRate");
    }

    @Override
    public List<String> scalarFormulas() {
        return List.of("-learningRate");
    }

    @Override
    public double[] scalars(double learningRate, long step) {
        return new double[] {-learningRate};
    }

    @Override
    public boolean isSteady() {
        return true;
    }

    @Override
    public List<String> state() {
        List<String> names = new ArrayList<>(List.of("squareAvg"));
        if (centered) {
            names.add("gradAvg");
        }
        if (momentum > 0) {
            names.add("momentumBuffer");
        }
        return names;
    }

    @Override
    public Update update(Tensor parameter, Tensor gradient, List<Tensor> state, List<Tensor> scalars) {
        Tensor slope = Decay.add(weightDecay, parameter, maximize ? gradient.neg() : gradient);
        Tensor square = state.get(0).mul(alpha).addScaled(Tensor.of(1 - alpha), slope.mul(slope));
        List<Tensor> after = new ArrayList<>(List.of(square));
        Tensor variance = square;
        if (centered) {
            Tensor mean = state.get(1).addScaled(Tensor.of(1 - alpha), slope.sub(state.get(1)));
            after.add(mean);
            variance = square.addScaled(mean.neg(), mean);
        }
        Tensor direction = slope.div(variance.sqrt().add(eps));
        if (momentum > 0) {
            direction = state.getLast().mul(momentum).add(direction);
            after.add(direction);
        }
        return new Update(parameter.addScaled(scalars.getFirst(), direction), after);
    }
}
