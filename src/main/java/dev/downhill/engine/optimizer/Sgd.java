package dev.downhill.engine.optimizer;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.List;

/** Gradient descent: a step of the learning rate times the gradient, downhill. */
@Named(
        value = "sgd",
        text = "Gradient descent: a step of the learning rate times the gradient, downhill.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html")
public record Sgd(
        @Option(value = "the step size", defaultsTo = "0.01", min = 0)
        double learningRate) implements Optimizer {
    @Override
    public List<String> state() {
        return List.of();
    }

    @Override
    public Update update(Tensor parameter, Tensor gradient, List<Tensor> state, Moment moment) {
        return new Update(parameter.addScaled(moment.learningRate().neg(), gradient), List.of());
    }
}
