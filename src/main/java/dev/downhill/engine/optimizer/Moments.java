package dev.downhill.engine.optimizer;

import dev.downhill.engine.autograd.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The part that Adam and AdamW share: running means of the gradient and of its square, corrected for their start at
 * zero.
 *
 * <p>Kingma and Ba, <i>Adam</i>, arXiv 1412.6980, in the order of operations of PyTorch.
 */
record Moments(double beta1, double beta2, double eps, boolean amsgrad) {
    List<String> state() {
        return amsgrad ? List.of("expAvg", "expAvgSq", "maxExpAvgSq") : List.of("expAvg", "expAvgSq");
    }

    static List<String> scalars() {
        return List.of("-stepSize", "sqrtBiasCorrection2");
    }

    static List<String> scalarFormulas() {
        return List.of("-(learningRate / (1 - beta1 ** step))", "sqrt(1 - beta2 ** step)");
    }

    Map<String, Double> numbers() {
        return Map.of("beta1", beta1, "beta2", beta2);
    }

    double[] scalars(double learningRate, long step) {
        double correction1 = 1 - Math.pow(beta1, (double) step);
        double correction2 = 1 - Math.pow(beta2, (double) step);
        return new double[] {-(learningRate / correction1), Math.sqrt(correction2)};
    }

    Optimizer.Update update(Tensor parameter, Tensor gradient, List<Tensor> state, Tensor negativeStep, Tensor root) {
        Tensor mean = state.get(0).addScaled(Tensor.of(1 - beta1), gradient.sub(state.get(0)));
        Tensor square = state.get(1).mul(beta2).addScaled(Tensor.of(1 - beta2), gradient.mul(gradient));
        List<Tensor> after = new ArrayList<>(List.of(mean, square));
        Tensor scale = square;
        if (amsgrad) {
            scale = state.get(2).maximum(square);
            after.add(scale);
        }
        Tensor denominator = scale.sqrt().div(root).add(eps);
        return new Optimizer.Update(parameter.addScaled(negativeStep, mean.div(denominator)), after);
    }
}
