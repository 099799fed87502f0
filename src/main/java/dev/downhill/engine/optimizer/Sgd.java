package dev.downhill.engine.optimizer;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.List;
import java.util.Map;

/**
 * Gradient descent: a step of the learning rate times the gradient, or times what momentum made of it, downhill. It is
 * {@code torch.optim.SGD}.
 *
 * <pre>
 * g = gradient + weightDecay * p                   the gradient's sign is turned if maximize;
 * v = momentum * v + (1 - dampening) * g           v = g in step 1;
 * p = p - learningRate * v                         if nesterov: g + momentum * v in place of v.
 * </pre>
 *
 * <p>Without momentum v is g. Sutskever et al., <i>On the Importance of Initialization and Momentum in Deep
 * Learning</i>, 2013.
 */
@Named(
        value = "sgd",
        text = "Gradient descent, with momentum if it is set.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html")
public record Sgd(
        @Option(value = "the step size", defaultsTo = "0.01", min = 0)
        double learningRate,

        @Option(value = "the share of the last velocity that is kept", defaultsTo = "0", min = 0)
        double momentum,

        @Option(value = "the share of the gradient that does not enter the velocity", defaultsTo = "0")
        double dampening,

        @Option(value = "L2 penalty, added to the gradient", defaultsTo = "0", min = 0)
        double weightDecay,

        @Option(value = "looks ahead along the velocity", defaultsTo = "false")
        boolean nesterov,

        @Option(value = "maximizes the loss", defaultsTo = "false")
        boolean maximize)
        implements Optimizer {
    /**
     * Checks that the options fit together, as PyTorch does.
     *
     * @throws IllegalArgumentException if Nesterov momentum is combined with dampening, or with no momentum
     */
    public Sgd {
        if (nesterov && (momentum <= 0 || dampening != 0)) {
            throw new IllegalArgumentException("Nesterov momentum needs a momentum above 0 and no dampening");
        }
    }

    @Override
    public List<String> scalars() {
        return List.of("-learningRate", "gradientShare");
    }

    @Override
    public List<String> scalarFormulas() {
        return List.of("-learningRate", "1 - dampening if step > 1 else 1");
    }

    @Override
    public Map<String, Double> numbers() {
        return Map.of("dampening", dampening);
    }

    /** The first velocity is the whole gradient, also with dampening. */
    @Override
    public double[] scalars(double learningRate, long step) {
        return new double[] {-learningRate, step == 1 ? 1 : 1 - dampening};
    }

    @Override
    public boolean isSteady() {
        return dampening == 0;
    }

    @Override
    public List<String> state() {
        return momentum == 0 ? List.of() : List.of("momentumBuffer");
    }

    @Override
    public Update update(Tensor parameter, Tensor gradient, List<Tensor> state, List<Tensor> scalars) {
        Tensor slope = Decay.add(weightDecay, parameter, maximize ? gradient.neg() : gradient);
        if (momentum == 0) {
            return new Update(parameter.addScaled(scalars.get(0), slope), List.of());
        }
        Tensor velocity = state.getFirst().mul(momentum).addScaled(scalars.get(1), slope);
        Tensor direction = nesterov ? slope.addScaled(Tensor.of(momentum), velocity) : velocity;
        return new Update(parameter.addScaled(scalars.get(0), direction), List.of(velocity));
    }
}
