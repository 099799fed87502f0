package dev.downhill.explain.mistake;

import static dev.downhill.explain.mistake.PossibleMistakes.updating;

import dev.downhill.explain.mistake.Mistake.InOrder;
import dev.downhill.explain.mistake.Mistake.Part;
import dev.downhill.explain.mistake.MistakenOptimizer.OtherRate;
import dev.downhill.explain.mistake.MistakenOptimizer.Uphill;
import dev.downhill.explain.mistake.MistakenSchedule.Ahead;
import dev.downhill.explain.mistake.MistakenSchedule.ByEpoch;
import dev.downhill.explain.mistake.MistakenSchedule.Ignored;
import dev.downhill.specification.Clipping;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Mistakes in the step from the gradients to the new parameters. */
final class UpdateMistakes {
    private static final int MOST_PARAMETERS = 8;

    private UpdateMistakes() {}

    static List<Mistake> of(JobSpecification job) {
        List<Mistake> all = new ArrayList<>();
        all.add(
                job.zeroGrad()
                        ? updating(
                                "zeroGradForgotten",
                                Part.GRADIENTS,
                                "The gradients are not set to zero after a step (zero_grad is missing), so they add up.",
                                parts -> parts.withZeroGrad(false))
                        : updating(
                                "zeroGradAdded",
                                Part.GRADIENTS,
                                "The gradients are set to zero after each step, but the specification adds them up.",
                                parts -> parts.withZeroGrad(true)));
        rates(all);
        all.add(updating(
                "ascent",
                Part.SIGN,
                "The update has the wrong sign: it goes uphill.",
                parts -> parts.with(new Uphill(parts.optimizer()))));
        all.addAll(orders(job));
        all.addAll(trained(job));
        if (!(job.clipping() instanceof Clipping.None)) {
            all.add(updating(
                    "clippingLeftOut",
                    Part.CLIPPING,
                    "The gradients are not clipped.",
                    parts -> parts.with(new Clipping.None())));
        }
        if (!job.schedule().isSteady()) {
            all.addAll(schedules(job));
        }
        return all;
    }

    private static void rates(List<Mistake> all) {
        for (double factor : new double[] {10, 100}) {
            String times = String.format(Locale.ROOT, "%.0f", factor);
            all.add(rate("rateTimes" + times, factor, "The learning rate is " + times + " times too large."));
            all.add(rate("rateOver" + times, 1 / factor, "The learning rate is " + times + " times too small."));
        }
    }

    private static Mistake rate(String kind, double factor, String sentence) {
        return updating(kind, Part.RATE, sentence, parts -> parts.with(new OtherRate(parts.optimizer(), factor)));
    }

    /** Orders need two parameters at least, and gradients that are clipped one by one. */
    private static List<Mistake> orders(JobSpecification job) {
        long trained = job.parameterNames().stream()
                .filter(name -> !job.frozen().contains(name))
                .count();
        if (trained < 2 || trained > MOST_PARAMETERS || job.clipping() instanceof Clipping.ByNorm) {
            return List.of();
        }
        return List.of(
                new InOrder(
                        "laterWeightsFirst",
                        UpdateOrder.DURING_BACKWARD,
                        "A later layer is updated before the backward pass goes through it, so that the gradients of earlier layers"
                                + " use its new weights."),
                new InOrder(
                        "oneAfterTheOther",
                        UpdateOrder.FIRST_TO_LAST,
                        "The parameters are updated one after the other, and each gradient is computed with the new values of"
                                + " those before."),
                new InOrder(
                        "oneAfterTheOtherBackwards",
                        UpdateOrder.LAST_TO_FIRST,
                        "The parameters are updated one after the other from the last on, and each gradient is computed with the"
                                + " new values of those behind it."));
    }

    private static List<Mistake> trained(JobSpecification job) {
        List<Mistake> all = new ArrayList<>();
        List<String> trained = job.parameterNames().stream()
                .filter(name -> !job.frozen().contains(name))
                .toList();
        List<String> biases =
                trained.stream().filter(name -> name.endsWith(".bias")).toList();
        if (!job.frozen().isEmpty()) {
            all.add(updating(
                    "frozenUpdated",
                    Part.TRAINED,
                    "Parameters that the specification freezes are updated too: "
                            + String.join(", ", job.frozen().stream().sorted().toList()) + ".",
                    parts -> parts.withFrozen(Set.of())));
        }
        if (biases.size() > 1 && biases.size() < trained.size()) {
            all.add(notUpdated("biasesNotUpdated", "The biases are never updated.", biases));
        }
        if (trained.size() > 1 && trained.size() <= MOST_PARAMETERS) {
            for (String name : trained) {
                all.add(notUpdated(
                        "notUpdated:" + name, "The parameter " + name + " is never updated.", List.of(name)));
            }
        }
        return all;
    }

    private static Mistake notUpdated(String kind, String sentence, List<String> names) {
        return updating(kind, Part.TRAINED, sentence, parts -> {
            Set<String> frozen = new HashSet<>(parts.frozen());
            frozen.addAll(names);
            return parts.withFrozen(Set.copyOf(frozen));
        });
    }

    private static List<Mistake> schedules(JobSpecification job) {
        List<Mistake> all = new ArrayList<>();
        all.add(updating(
                "scheduleIgnored",
                Part.SCHEDULE,
                "The learning rate stays the same: the schedule is left out.",
                parts -> parts.with(new Ignored())));
        all.add(updating(
                "scheduleAhead",
                Part.SCHEDULE,
                "The schedule goes on before the update, so that each step has the learning rate of the next.",
                parts -> parts.with(new Ahead(parts.schedule()))));
        long perEpoch = job.batching().stepsPerEpoch(job.data().training().rows());
        if (perEpoch > 1) {
            all.add(updating(
                    "scheduleByEpoch",
                    Part.SCHEDULE,
                    "The schedule counts epochs in place of steps.",
                    parts -> parts.with(new ByEpoch(parts.schedule(), perEpoch))));
        }
        return all;
    }
}
