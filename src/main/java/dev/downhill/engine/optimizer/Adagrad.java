package dev.downhill.engine.optimizer;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.List;
import java.util.Map;

/**
 * Adagrad: the gradient over the root of the sum of all its squares so far. It is {@code torch.optim.Adagrad}.
 *
 * <pre>
 * g = gradient + weightDecay * p                   the gradient's sign is turned if maximize;
 * s = s + g ** 2                                   s is initialAccumulatorValue before step 1;
 * p = p - learningRate / (1 + (step - 1) * lrDecay) * g / (sqrt(s) + eps).
 * </pre>
 *
 * <p>Duchi, Hazan and Singer, <i>Adaptive Subgradient Methods</i>, 2011.
 */
@Named(
        value = "adagrad",
        text = "The gradient over the root of the sum of all its squares so far.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html")
public record Adagrad(
        @Option(value = "the step size", defaultsTo = "0.01", min = 0)
        double learningRate,

        @Option(value = "how fast the step size falls", defaultsTo = "0", min = 0)
        double lrDecay,

        @Option(value = "L2 penalty, added to the gradient", defaultsTo = "0", min = 0)
        double weightDecay,

        @Option(value = "the initial sum of squares", defaultsTo = "0", min = 0)
        double initialAccumulatorValue,

        @Option(value = "added to the denominator", defaultsTo = "1e-10", min = 0)
        double eps,

        @Option(value = "maximizes the loss", defaultsTo = "false")
        boolean maximize)
        implements Optimizer {
    @Override
    public List<String> scalars() {
        return List.of("-learningRate");
    }

    @Override
    public List<String> scalarFormulas() {
        return List.of("-learningRate / (1 + (step - 1) * lrDecay)");
    }

    @Override
    public Map<String, Double> numbers() {
        return Map.of("lrDecay", lrDecay);
    }

    @Override
    public double[] scalars(double learningRate, long step) {
        return new double[] {-learningRate / (1 + (step - 1) * lrDecay)};
    }

    @Override
    public boolean isSteady() {
        return lrDecay == 0;
    }

    @Override
    public List<String> state() {
        return List.of("sum");
    }

    @Override
    public double initialState() {
        return initialAccumulatorValue;
    }

    @Override
    public Update update(Tensor parameter, Tensor gradient, List<Tensor> state, List<Tensor> scalars) {
        Tensor slope = Decay.add(weightDecay, parameter, maximize ? gradient.neg() : gradient);
        Tensor sum = state.getFirst().addScaled(slope, slope);
        Tensor direction = slope.div(sum.sqrt().add(eps));
        return new Update(parameter.addScaled(scalars.getFirst(), direction), List.of(sum));
    }
}
