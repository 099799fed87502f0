package dev.downhill.explain.mistake;

import static dev.downhill.explain.mistake.PossibleMistakes.updating;

import dev.downhill.engine.optimizer.Adagrad;
import dev.downhill.engine.optimizer.Adam;
import dev.downhill.engine.optimizer.AdamW;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.engine.optimizer.RmsProp;
import dev.downhill.engine.optimizer.Sgd;
import dev.downhill.explain.mistake.Mistake.Part;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Regularization;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A decay or a penalty that is added, left out or scaled. */
final class DecayMistakes {
    private static final List<Double> USUAL = List.of(0.01, 0.1, 0.001, 0.0001);

    private DecayMistakes() {}

    static List<Mistake> of(JobSpecification job) {
        List<Mistake> all = new ArrayList<>();
        double decay = decay(job.optimizer());
        if (decay != 0) {
            all.add(decay("decayLeftOut", "The weight decay is left out.", 0));
            all.addAll(coupling(job.optimizer()));
        } else {
            USUAL.forEach(each ->
                    all.add(decay("decayAdded:" + text(each), "There is a weight decay of " + text(each) + ".", each)));
        }
        Regularization penalty = job.regularization();
        if (penalty.l1() != 0 || penalty.l2() != 0) {
            all.add(penalty("penaltyLeftOut", "The penalty on the parameters is left out.", 0, 0));
            all.add(penalty(
                    "penaltyHalved",
                    "The penalty on the parameters has a factor 1/2.",
                    penalty.l1() / 2,
                    penalty.l2() / 2));
            all.add(penalty(
                    "penaltyDoubled",
                    "The penalty on the parameters is twice that of the specification.",
                    2 * penalty.l1(),
                    2 * penalty.l2()));
        } else {
            USUAL.forEach(each -> all.add(penalty(
                    "penaltyAdded:" + text(each),
                    "The loss has a penalty of " + text(each) + " times the squares of the parameters.",
                    0,
                    each)));
        }
        return all;
    }

    private static String text(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static Mistake penalty(String kind, String sentence, double l1, double l2) {
        return updating(kind, Part.PENALTY, sentence, parts -> parts.with(new Regularization(l1, l2)));
    }

    private static Mistake decay(String kind, String sentence, double decay) {
        return updating(kind, Part.DECAY, sentence, parts -> parts.with(withDecay(parts.optimizer(), decay)));
    }

    private static List<Mistake> coupling(Optimizer optimizer) {
        return switch (optimizer) {
            case Adam adam ->
                List.of(updating(
                        "decayApart",
                        Part.OPTIMIZER,
                        "The weight decay is that of AdamW: apart from the gradient.",
                        parts -> parts.with(new AdamW(
                                adam.learningRate(),
                                adam.betas(),
                                adam.eps(),
                                adam.weightDecay(),
                                adam.amsgrad(),
                                adam.maximize()))));
            case AdamW adam ->
                List.of(updating(
                        "decayInGradient",
                        Part.OPTIMIZER,
                        "The weight decay is that of Adam: part of the gradient.",
                        parts -> parts.with(new Adam(
                                adam.learningRate(),
                                adam.betas(),
                                adam.eps(),
                                adam.weightDecay(),
                                adam.amsgrad(),
                                adam.maximize()))));
            default -> List.of();
        };
    }

    private static double decay(Optimizer optimizer) {
        return switch (optimizer) {
            case Sgd each -> each.weightDecay();
            case Adam each -> each.weightDecay();
            case AdamW each -> each.weightDecay();
            case RmsProp each -> each.weightDecay();
            case Adagrad each -> each.weightDecay();
            default -> 0;
        };
    }

    private static Optimizer withDecay(Optimizer optimizer, double decay) {
        return switch (optimizer) {
            case Sgd each ->
                new Sgd(
                        each.learningRate(),
                        each.momentum(),
                        each.dampening(),
                        decay,
                        each.nesterov(),
                        each.maximize());
            case Adam each ->
                new Adam(each.learningRate(), each.betas(), each.eps(), decay, each.amsgrad(), each.maximize());
            case AdamW each ->
                new AdamW(each.learningRate(), each.betas(), each.eps(), decay, each.amsgrad(), each.maximize());
            case RmsProp each ->
                new RmsProp(
                        each.learningRate(),
                        each.alpha(),
                        each.eps(),
                        decay,
                        each.momentum(),
                        each.centered(),
                        each.maximize());
            case Adagrad each ->
                new Adagrad(
                        each.learningRate(),
                        each.lrDecay(),
                        decay,
                        each.initialAccumulatorValue(),
                        each.eps(),
                        each.maximize());
            default -> optimizer;
        };
    }
}
