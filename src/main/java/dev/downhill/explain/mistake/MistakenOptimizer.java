package dev.downhill.explain.mistake;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.optimizer.Optimizer;
import java.util.List;
import java.util.Map;

/** An optimizer with a mistake, around the right one or around one with other mistakes. */
sealed interface MistakenOptimizer extends Optimizer {
    /** Returns the optimizer around which the mistake is. */
    Optimizer inner();

    @Override
    default double learningRate() {
        return inner().learningRate();
    }

    @Override
    default boolean maximize() {
        return inner().maximize();
    }

    @Override
    default List<String> scalars() {
        return inner().scalars();
    }

    @Override
    default List<String> scalarFormulas() {
        return inner().scalarFormulas();
    }

    @Override
    default Map<String, Double> numbers() {
        return inner().numbers();
    }

    @Override
    default double[] scalars(double learningRate, long step) {
        return inner().scalars(learningRate, step);
    }

    @Override
    default boolean isSteady() {
        return inner().isSteady();
    }

    @Override
    default List<String> state() {
        return inner().state();
    }

    @Override
    default double initialState() {
        return inner().initialState();
    }

    @Override
    default Update update(Tensor parameter, Tensor gradient, List<Tensor> state, List<Tensor> scalars) {
        return inner().update(parameter, gradient, state, scalars);
    }

    /** Steps that are too long or too short. */
    record OtherRate(Optimizer inner, double factor) implements MistakenOptimizer {
        @Override
        public double[] scalars(double learningRate, long step) {
            return inner.scalars(learningRate * factor, step);
        }
    }

    /** Steps uphill. */
    record Uphill(Optimizer inner) implements MistakenOptimizer {
        @Override
        public Update update(Tensor parameter, Tensor gradient, List<Tensor> state, List<Tensor> scalars) {
            return inner.update(parameter, gradient.neg(), state, scalars);
        }
    }

    /** A velocity that is a running mean: each gradient enters it by 1 - momentum, the first too. */
    record MeanVelocity(Optimizer inner, double momentum) implements MistakenOptimizer {
        @Override
        public double[] scalars(double learningRate, long step) {
            return new double[] {inner.scalars(learningRate, step)[0], 1 - momentum};
        }

        @Override
        public boolean isSteady() {
            return true;
        }
    }

    /** Adam or AdamW whose running means are not corrected for their start at zero. */
    record Uncorrected(Optimizer inner, boolean mean, boolean square) implements MistakenOptimizer {
        @Override
        public double[] scalars(double learningRate, long step) {
            double[] scalars = inner.scalars(learningRate, step);
            scalars[0] = mean ? -learningRate : scalars[0];
            scalars[1] = square ? 1 : scalars[1];
            return scalars;
        }
    }

    /** Parameters that are rounded after each update. */
    record RoundedParameters(Optimizer inner, int decimals) implements MistakenOptimizer {
        @Override
        public Update update(Tensor parameter, Tensor gradient, List<Tensor> state, List<Tensor> scalars) {
            Update update = inner.update(parameter, gradient, state, scalars);
            return new Update(Tensor.apply(new Rounding(decimals), update.parameter()), update.state());
        }
    }

    /** Gradients that are rounded before each update. */
    record RoundedGradients(Optimizer inner, int decimals) implements MistakenOptimizer {
        @Override
        public Update update(Tensor parameter, Tensor gradient, List<Tensor> state, List<Tensor> scalars) {
            return inner.update(parameter, Tensor.apply(new Rounding(decimals), gradient), state, scalars);
        }
    }

    /**
     * Adam or AdamW with epsilon within the root, of the corrected mean square: m / sqrt(s + eps). Without {@code amsgrad}.
     *
     * @param shrinks whether the parameter is shrunk first, by the third scalar
     */
    record EpsilonInRoot(Optimizer inner, List<Double> betas, double eps, double weightDecay, boolean shrinks)
            implements MistakenOptimizer {
        @Override
        public Update update(Tensor parameter, Tensor gradient, List<Tensor> state, List<Tensor> scalars) {
            Tensor slope =
                    shrinks || weightDecay == 0 ? gradient : gradient.addScaled(Tensor.of(weightDecay), parameter);
            Tensor start = shrinks ? parameter.mul(scalars.get(2)) : parameter;
            Tensor mean = state.get(0).addScaled(Tensor.of(1 - betas.get(0)), slope.sub(state.get(0)));
            Tensor square = state.get(1).mul(betas.get(1)).addScaled(Tensor.of(1 - betas.get(1)), slope.mul(slope));
            Tensor root = scalars.get(1);
            Tensor denominator = square.div(root.mul(root)).add(eps).sqrt();
            return new Update(start.addScaled(scalars.get(0), mean.div(denominator)), List.of(mean, square));
        }
    }
}
