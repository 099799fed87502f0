package dev.downhill.explain.mistake;

import dev.downhill.data.Dataset;
import dev.downhill.engine.loss.Reduction;
import dev.downhill.engine.loss.Targets;
import dev.downhill.explain.mistake.Mistake.InSpecification;
import dev.downhill.explain.mistake.Mistake.Part;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.List;

/** Mistakes in the loss and in its gradient. */
final class LossMistakes {
    private LossMistakes() {}

    static List<Mistake> of(JobSpecification job) {
        List<Mistake> all = new ArrayList<>();
        all.addAll(reductions(job));
        all.add(loss(
                "lossHalved",
                Part.FACTOR,
                "The loss has a factor 1/2 that the specification does not have.",
                inner -> new MistakenLoss.Scaled(inner, 0.5)));
        all.add(loss(
                "lossDoubled",
                Part.FACTOR,
                "The loss is twice that of the specification, as where a factor 1/2 is left out.",
                inner -> new MistakenLoss.Scaled(inner, 2)));
        all.add(loss(
                "gradientHalved",
                Part.FACTOR,
                "The gradient lacks a factor 2: it is half of the loss's.",
                inner -> new MistakenLoss.Sloped(inner, 0.5)));
        all.add(loss(
                "gradientDoubled",
                Part.FACTOR,
                "The gradient has a factor 2 too much: it is twice the loss's.",
                inner -> new MistakenLoss.Sloped(inner, 2)));
        all.add(loss(
                "printedLossHalved",
                Part.FACTOR,
                "Half of the loss is printed, with the gradient of the whole.",
                inner -> new MistakenLoss.Shown(inner, 0.5)));
        all.add(loss(
                "printedLossDoubled",
                Part.FACTOR,
                "Twice the loss is printed, with the gradient of the single one.",
                inner -> new MistakenLoss.Shown(inner, 2)));
        all.add(loss(
                "gradientSign",
                Part.FACTOR,
                "The gradient has the wrong sign, as where prediction and target are exchanged in the derivative.",
                inner -> new MistakenLoss.Sloped(inner, -1)));
        if (isColumn(job)) {
            all.add(loss(
                    "crossed",
                    Part.BROADCAST,
                    "Each prediction is compared with every target, as where a column of predictions meets a vector of targets.",
                    MistakenLoss.Crossed::new));
        }
        return all;
    }

    private static List<Mistake> reductions(JobSpecification job) {
        Dataset rows = job.data().training();
        int outputs = rows.target().stride();
        if (rows.rows() * outputs == 1) {
            return List.of();
        }
        List<Mistake> all = new ArrayList<>();
        if (job.loss().reduction() == Reduction.MEAN) {
            all.add(new InSpecification(
                    "sumForMean",
                    Part.REDUCTION,
                    "The loss is the sum in place of the mean.",
                    other -> MistakenLoss.in(other, Reduction.SUM)));
            all.add(loss(
                    "gradientOfSum",
                    Part.REDUCTION,
                    "The gradient is that of the sum, but the loss is the mean.",
                    MistakenLoss.SlopeOfSum::new));
            if (outputs > 1 && job.loss().targets() != Targets.CLASSES) {
                all.add(loss(
                        "sumOfOutputs",
                        Part.REDUCTION,
                        "The losses of a row's outputs are added up, and only the rows are averaged.",
                        MistakenLoss.SumOfOutputs::new));
            }
        } else {
            all.add(new InSpecification(
                    "meanForSum",
                    Part.REDUCTION,
                    "The loss is the mean in place of the sum.",
                    other -> MistakenLoss.in(other, Reduction.MEAN)));
            all.add(loss(
                    "gradientOfMean",
                    Part.REDUCTION,
                    "The gradient is that of the mean, but the loss is the sum.",
                    MistakenLoss.SlopeOfMean::new));
        }
        return all;
    }

    private static boolean isColumn(JobSpecification job) {
        Dataset rows = job.data().training();
        return job.batching().size() > 1
                && rows.target().stride() == 1
                && job.loss().targets() != Targets.CLASSES;
    }

    private static Mistake loss(String kind, Part part, String sentence, MistakenLoss.Change change) {
        return new InSpecification(kind, part, sentence, job -> MistakenLoss.in(job, change));
    }
}
