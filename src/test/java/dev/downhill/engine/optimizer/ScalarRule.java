package dev.downhill.engine.optimizer;

/** An optimizer of one number, as its paper and PyTorch's page write it. */
interface ScalarRule {
    /**
     * Returns the parameter after a step.
     *
     * @param step its number, from 1
     */
    double step(double parameter, double gradient, double rate, int step);

    static ScalarRule of(Optimizer optimizer) {
        return switch (optimizer) {
            case Sgd sgd -> new OfSgd(sgd);
            case Adam adam ->
                new OfAdam(
                        adam.betas().get(0),
                        adam.betas().get(1),
                        adam.eps(),
                        adam.weightDecay(),
                        0,
                        adam.amsgrad(),
                        adam.maximize());
            case AdamW adam ->
                new OfAdam(
                        adam.betas().get(0),
                        adam.betas().get(1),
                        adam.eps(),
                        0,
                        adam.weightDecay(),
                        adam.amsgrad(),
                        adam.maximize());
            case RmsProp rmsProp -> new OfRmsProp(rmsProp);
            case Adagrad adagrad -> new OfAdagrad(adagrad);
            default -> throw new AssertionError("no loop is written for " + optimizer);
        };
    }

    /** Sutskever et al., <i>On the importance of initialization and momentum in deep learning</i>, in PyTorch's form. */
    final class OfSgd implements ScalarRule {
        private final Sgd sgd;
        private double velocity;

        OfSgd(Sgd sgd) {
            this.sgd = sgd;
        }

        @Override
        public double step(double parameter, double gradient, double rate, int step) {
            double g = (sgd.maximize() ? -gradient : gradient) + sgd.weightDecay() * parameter;
            if (sgd.momentum() != 0) {
                velocity = step == 1 ? g : sgd.momentum() * velocity + (1 - sgd.dampening()) * g;
                g = sgd.nesterov() ? g + sgd.momentum() * velocity : velocity;
            }
            return parameter - rate * g;
        }
    }

    /** Kingma and Ba, arXiv 1412.6980; AMSGrad: arXiv 1904.09237; decoupled weight decay: arXiv 1711.05101. */
    final class OfAdam implements ScalarRule {
        private final double beta1;
        private final double beta2;
        private final double eps;
        private final double penalty;
        private final double shrinkage;
        private final boolean amsgrad;
        private final boolean maximize;
        private double mean;
        private double square;
        private double greatest;

        OfAdam(
                double beta1,
                double beta2,
                double eps,
                double penalty,
                double shrinkage,
                boolean amsgrad,
                boolean maximize) {
            this.beta1 = beta1;
            this.beta2 = beta2;
            this.eps = eps;
            this.penalty = penalty;
            this.shrinkage = shrinkage;
            this.amsgrad = amsgrad;
            this.maximize = maximize;
        }

        @Override
        public double step(double parameter, double gradient, double rate, int step) {
            double g = (maximize ? -gradient : gradient) + penalty * parameter;
            double shrunk = parameter - rate * shrinkage * parameter;
            mean = beta1 * mean + (1 - beta1) * g;
            square = beta2 * square + (1 - beta2) * g * g;
            greatest = Math.max(greatest, square);
            double unbiasedMean = mean / (1 - Math.pow(beta1, step));
            double unbiasedSquare = (amsgrad ? greatest : square) / (1 - Math.pow(beta2, step));
            return shrunk - rate * unbiasedMean / (Math.sqrt(unbiasedSquare) + eps);
        }
    }

    /** Hinton's lecture 6e; centered: Graves, arXiv 1308.0850. */
    final class OfRmsProp implements ScalarRule {
        private final RmsProp rule;
        private double square;
        private double mean;
        private double velocity;

        OfRmsProp(RmsProp rule) {
            this.rule = rule;
        }

        @Override
        public double step(double parameter, double gradient, double rate, int step) {
            double g = (rule.maximize() ? -gradient : gradient) + rule.weightDecay() * parameter;
            square = rule.alpha() * square + (1 - rule.alpha()) * g * g;
            mean = rule.alpha() * mean + (1 - rule.alpha()) * g;
            double variance = rule.centered() ? square - mean * mean : square;
            double direction = g / (Math.sqrt(variance) + rule.eps());
            velocity = rule.momentum() * velocity + direction;
            return parameter - rate * velocity;
        }
    }

    /** Duchi, Hazan and Singer, <i>Adaptive Subgradient Methods</i>, JMLR 12, 2011. */
    final class OfAdagrad implements ScalarRule {
        private final Adagrad rule;
        private double sum;

        OfAdagrad(Adagrad rule) {
            this.rule = rule;
            this.sum = rule.initialAccumulatorValue();
        }

        @Override
        public double step(double parameter, double gradient, double rate, int step) {
            double g = (rule.maximize() ? -gradient : gradient) + rule.weightDecay() * parameter;
            sum += g * g;
            return parameter - rate / (1 + (step - 1) * rule.lrDecay()) * g / (Math.sqrt(sum) + rule.eps());
        }
    }
}
