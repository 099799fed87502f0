package dev.downhill.engine.optimizer;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.List;
import java.util.Map;

/**
 * Adam with weight decay apart from the gradient. It is {@code torch.optim.AdamW}.
 *
 * <pre>
 * p = p * (1 - learningRate * weightDecay)
 * </pre>
 *
 * <p>Then follows the step of {@link Adam} without a penalty. Loshchilov and Hutter, arXiv 1711.05101.
 */
@Named(
        value = "adamw",
        text = "Adam with weight decay apart from the gradient.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html")
public record AdamW(
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

        @Option(value = "the share of the learning rate by which the parameter shrinks", defaultsTo = "0.01", min = 0)
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
        return List.of("-stepSize", "sqrtBiasCorrection2", "shrinkage");
    }

    @Override
    public List<String> scalarFormulas() {
        return List.of(
                Moments.scalarFormulas().get(0), Moments.scalarFormulas().get(1), "1 - learningRate * weightDecay");
    }

    @Override
    public Map<String, Double> numbers() {
        return Map.of("beta1", betas.get(0), "beta2", betas.get(1), "weightDecay", weightDecay);
    }

    @Override
    public double[] scalars(double learningRate, long step) {
        double[] adam = moments().scalars(learningRate, step);
        return new double[] {adam[0], adam[1], 1 - learningRate * weightDecay};
    }

    @Override
    public List<String> state() {
        return moments().state();
    }

    @Override
    public Update update(Tensor parameter, Tensor gradient, List<Tensor> state, List<Tensor> scalars) {
        Tensor slope = maximize ? gradient.neg() : gradient;
        return moments().update(parameter.mul(scalars.get(2)), slope, state, scalars.get(0), scalars.get(1));
    }
}
