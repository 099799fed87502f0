package dev.downhill.explain.mistake;

import static dev.downhill.explain.mistake.PossibleMistakes.updating;

import dev.downhill.explain.mistake.Mistake.InSpecification;
import dev.downhill.explain.mistake.Mistake.Part;
import dev.downhill.explain.mistake.MistakenOptimizer.RoundedGradients;
import dev.downhill.explain.mistake.MistakenOptimizer.RoundedParameters;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.List;

/** Numbers that are rounded to the printed digits before a program goes on with them, as by hand. */
final class RoundingMistakes {
    private static final int MOST_DECIMALS = 8;
    private static final int MOST_KINDS = 2;

    private RoundingMistakes() {}

    static List<Mistake> of(List<Integer> printed) {
        List<Mistake> all = new ArrayList<>();
        printed.stream()
                .filter(decimals -> decimals >= 1 && decimals <= MOST_DECIMALS)
                .limit(MOST_KINDS)
                .forEach(decimals -> {
                    String to = " rounded to " + decimals + " decimals";
                    all.add(updating(
                            "parametersRounded:" + decimals,
                            Part.ROUNDING,
                            "The parameters are" + to + " after each step.",
                            parts -> parts.with(new RoundedParameters(parts.optimizer(), decimals))));
                    all.add(updating(
                            "gradientsRounded:" + decimals,
                            Part.ROUNDING,
                            "The gradients are" + to + " before each update.",
                            parts -> parts.with(new RoundedGradients(parts.optimizer(), decimals))));
                    all.add(new InSpecification(
                            "allRounded:" + decimals,
                            Part.ROUNDING,
                            "The predictions, the gradients and the parameters are" + to + " at each step.",
                            job -> everything(job, decimals)));
                });
        return all;
    }

    private static JobSpecification everything(JobSpecification job, int decimals) {
        JobSpecification predictions = MistakenLoss.in(job, inner -> new MistakenLoss.Rounded(inner, decimals));
        var gradients = new RoundedGradients(job.optimizer(), decimals);
        return predictions.with(job.optimization().with(new RoundedParameters(gradients, decimals)));
    }
}
