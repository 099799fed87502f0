package dev.downhill.engine.optimizer;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.List;
import java.util.Map;

/**
 * Adam: each parameter's step is scaled by running means of its gradient. It is {@code torch.optim.Adam}.
 *
 * <pre>
 * g = gradient + weightDecay * p                   the gradient's sign is turned if maximize;
 * m = m + (1 - beta1) * (g - m)                    m and s are 0 before step 1;
 * s = beta2 * s + (1 - beta2) * g ** 2             if amsgrad: the greatest s so far in place of s below;
 * p = p - learningRate / (1 - beta1 ** step) * m / (sqrt(s) / sqrt(1 - beta2 ** step) + eps).
 * </pre>
 *
 * <p>Kingma and Ba, arXiv 1412.6980; amsgrad by Reddi et al., arXiv 1904.09237.
 */
@Named(
        value = "adam",
        text = "Adam: each parameter's step is scaled by running means of its gradient.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html")
public record Adam(
        @Option(value = "the step size", defaultsTo = "0.001", min = 0)
        double learningRate,

        @Option(
                value = "decay of the running mean of the gradient, and of its square",
                defaultsTo = "[0.9, 0.999]",
                min = 0,
                below = 1)
        List<Double> betas,

        @Option(value = "added to the denominator", defaultsTo = "1e-8", min = 0)
        double eps,

        @Option(value = "L2 penalty, added to the gradient", defaultsTo = "0", min = 0)
        double weightDecay,

        @Option(value = "divides by the greatest of the running means so far", defaultsTo = "false")
        boolean amsgrad,

        @Option(value = "maximizes the loss", defaultsTo = "false")
        boolean maximize)
        implements Optimizer {
    private Moments moments() {
        return new Moments(betas.get(0), betas.get(1), eps, amsgrad);
    }

    @Override
    public List<String> scalars() {
        return Moments.scalars();
    }

    @Override
    public List<String> scalarFormulas() {
        return Moments.scalarFormulas();
    }

    @Override
    public Map<String, Double> numbers() {
        return moments().numbers();
    }

    @Override
    public double[] scalars(double learningRate, long step) {
        return moments().scalars(learningRate, step);
    }

    @Override
    public List<String> state() {
        return moments().state();
    }

    @Override
    public Update update(Tensor parameter, Tensor gradient, List<Tensor> state, List<Tensor> scalars) {
        Tensor slope = Decay.add(weightDecay, parameter, maximize ? gradient.neg() : gradient);
        return moments().update(parameter, slope, state, scalars.get(0), scalars.get(1));
    }
}
