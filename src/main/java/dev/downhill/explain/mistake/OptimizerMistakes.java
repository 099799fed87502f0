package dev.downhill.explain.mistake;

import static dev.downhill.explain.mistake.PossibleMistakes.updating;

import dev.downhill.engine.optimizer.Adagrad;
import dev.downhill.engine.optimizer.Adam;
import dev.downhill.engine.optimizer.AdamW;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.engine.optimizer.RmsProp;
import dev.downhill.engine.optimizer.Sgd;
import dev.downhill.explain.mistake.Mistake.Part;
import dev.downhill.explain.mistake.MistakenOptimizer.EpsilonInRoot;
import dev.downhill.explain.mistake.MistakenOptimizer.MeanVelocity;
import dev.downhill.explain.mistake.MistakenOptimizer.Uncorrected;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Mistakes in the rule of the optimizer, and other optimizers in its place. */
final class OptimizerMistakes {
    private static final double USUAL_MOMENTUM = 0.9;
    private static final double USUAL_EPS = 1e-8;
    private static final double KERAS_EPS = 1e-7;
    private static final double KERAS_ALPHA = 0.9;
    private static final List<Double> USUAL_BETAS = List.of(0.9, 0.999);

    private OptimizerMistakes() {}

    static List<Mistake> of(JobSpecification job) {
        return switch (job.optimizer()) {
            case Sgd sgd -> sgd(sgd);
            case Adam adam -> adam(adam.betas(), adam.eps(), adam.amsgrad());
            case AdamW adam -> adam(adam.betas(), adam.eps(), adam.amsgrad());
            case RmsProp prop -> rmsProp(prop);
            case Adagrad adagrad -> List.of(plain());
            default -> List.of();
        };
    }

    private static List<Mistake> sgd(Sgd sgd) {
        List<Mistake> all = new ArrayList<>();
        if (sgd.momentum() == 0) {
            all.add(momentum("momentumAdded", "There is a momentum of 0.9.", USUAL_MOMENTUM));
            all.add(optimizer(
                    "adamInPlace",
                    Part.OPTIMIZER,
                    "Adam takes the place of gradient descent.",
                    each -> new Adam(each.learningRate(), USUAL_BETAS, USUAL_EPS, 0, false, each.maximize())));
            return all;
        }
        all.add(momentum("momentumLeftOut", "The momentum is left out.", 0));
        all.add(optimizer(
                sgd.nesterov() ? "nesterovLeftOut" : "nesterovAdded",
                Part.NESTEROV,
                sgd.nesterov()
                        ? "The momentum is the plain one, not Nesterov's."
                        : "The momentum is Nesterov's, not the plain one.",
                each -> each instanceof Sgd plain && plain.momentum() > 0
                        ? new Sgd(
                                plain.learningRate(),
                                plain.momentum(),
                                plain.nesterov() ? plain.dampening() : 0,
                                plain.weightDecay(),
                                !plain.nesterov(),
                                plain.maximize())
                        : each));
        all.add(optimizer(
                "velocityAsMean",
                Part.BIAS_CORRECTION,
                "The velocity is a running mean: each gradient enters it times 1 - momentum.",
                each -> each instanceof Sgd plain && plain.momentum() > 0
                        ? new MeanVelocity(plain, plain.momentum())
                        : each));
        if (sgd.dampening() != 0) {
            all.add(optimizer(
                    "dampeningLeftOut",
                    Part.BETAS,
                    "The dampening is left out.",
                    each -> each instanceof Sgd plain
                            ? new Sgd(
                                    plain.learningRate(),
                                    plain.momentum(),
                                    0,
                                    plain.weightDecay(),
                                    plain.nesterov(),
                                    plain.maximize())
                            : each));
        }
        return all;
    }

    private static Mistake momentum(String kind, String sentence, double momentum) {
        return optimizer(
                kind,
                Part.MOMENTUM,
                sentence,
                each -> each instanceof Sgd sgd
                        ? new Sgd(sgd.learningRate(), momentum, 0, sgd.weightDecay(), false, sgd.maximize())
                        : each);
    }

    private static List<Mistake> adam(List<Double> betas, double eps, boolean amsgrad) {
        List<Mistake> all = new ArrayList<>();
        all.add(uncorrected(
                "biasCorrectionLeftOut",
                "Adam's running means are not corrected for their start at zero.",
                true,
                true));
        all.add(uncorrected(
                "firstCorrectionLeftOut", "Adam's mean gradient is not corrected for its start at zero.", true, false));
        all.add(uncorrected(
                "secondCorrectionLeftOut", "Adam's mean square is not corrected for its start at zero.", false, true));
        if (!amsgrad && eps > 0) {
            all.add(optimizer(
                    "epsilonInRoot",
                    Part.EPSILON,
                    "Adam's epsilon stands inside the root.",
                    OptimizerMistakes::withEpsilonInRoot));
        }
        all.add(betas("betasExchanged", "Adam's two betas are exchanged.", List.of(betas.get(1), betas.get(0))));
        all.add(betas("firstBetaZero", "Adam's mean gradient is left out: beta1 is 0.", List.of(0.0, betas.get(1))));
        if (betas.get(1) != 0.99) {
            all.add(betas("secondBeta99", "Adam's beta2 is 0.99.", List.of(betas.get(0), 0.99)));
        }
        if (eps != KERAS_EPS) {
            all.add(eps("epsilonOfKeras", "Adam's epsilon is 1e-7.", KERAS_EPS));
        }
        all.add(plain());
        return all;
    }

    private static Optimizer withEpsilonInRoot(Optimizer optimizer) {
        return switch (optimizer) {
            case Adam adam -> new EpsilonInRoot(adam, adam.betas(), adam.eps(), adam.weightDecay(), false);
            case AdamW adam -> new EpsilonInRoot(adam, adam.betas(), adam.eps(), 0, true);
            default -> optimizer;
        };
    }

    private static List<Mistake> rmsProp(RmsProp prop) {
        List<Mistake> all = new ArrayList<>();
        if (prop.alpha() != KERAS_ALPHA) {
            all.add(optimizer(
                    "alphaOfKeras",
                    Part.BETAS,
                    "RMSprop keeps 0.9 of its mean square.",
                    each -> each instanceof RmsProp other
                            ? new RmsProp(
                                    other.learningRate(),
                                    KERAS_ALPHA,
                                    other.eps(),
                                    other.weightDecay(),
                                    other.momentum(),
                                    other.centered(),
                                    other.maximize())
                            : each));
        }
        if (prop.momentum() > 0) {
            all.add(optimizer(
                    "momentumLeftOut",
                    Part.MOMENTUM,
                    "The momentum is left out.",
                    each -> each instanceof RmsProp other
                            ? new RmsProp(
                                    other.learningRate(),
                                    other.alpha(),
                                    other.eps(),
                                    other.weightDecay(),
                                    0,
                                    other.centered(),
                                    other.maximize())
                            : each));
        }
        all.add(plain());
        return all;
    }

    private static Mistake plain() {
        return optimizer(
                "plainDescent",
                Part.OPTIMIZER,
                "Plain gradient descent takes the place of the optimizer.",
                each -> new Sgd(each.learningRate(), 0, 0, 0, false, each.maximize()));
    }

    private static Mistake uncorrected(String kind, String sentence, boolean mean, boolean square) {
        return optimizer(
                kind,
                Part.BIAS_CORRECTION,
                sentence,
                each -> each instanceof Adam || each instanceof AdamW || each instanceof EpsilonInRoot
                        ? new Uncorrected(each, mean, square)
                        : each);
    }

    private static Mistake betas(String kind, String sentence, List<Double> betas) {
        return optimizer(kind, Part.BETAS, sentence, each -> switch (each) {
            case Adam adam ->
                new Adam(adam.learningRate(), betas, adam.eps(), adam.weightDecay(), adam.amsgrad(), adam.maximize());
            case AdamW adam ->
                new AdamW(adam.learningRate(), betas, adam.eps(), adam.weightDecay(), adam.amsgrad(), adam.maximize());
            default -> each;
        });
    }

    private static Mistake eps(String kind, String sentence, double eps) {
        return optimizer(kind, Part.EPSILON, sentence, each -> switch (each) {
            case Adam adam ->
                new Adam(adam.learningRate(), adam.betas(), eps, adam.weightDecay(), adam.amsgrad(), adam.maximize());
            case AdamW adam ->
                new AdamW(adam.learningRate(), adam.betas(), eps, adam.weightDecay(), adam.amsgrad(), adam.maximize());
            default -> each;
        });
    }

    private static Mistake optimizer(String kind, Part part, String sentence, UnaryOperator<Optimizer> change) {
        return updating(kind, part, sentence, parts -> parts.with(change.apply(parts.optimizer())));
    }
}
