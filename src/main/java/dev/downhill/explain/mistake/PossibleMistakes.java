package dev.downhill.explain.mistake;

import dev.downhill.explain.mistake.Mistake.InSpecification;
import dev.downhill.explain.mistake.Mistake.Part;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Optimization;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The mistakes that programs make of a specification, the likeliest first. A new kind goes into one of the lists. */
final class PossibleMistakes {
    private PossibleMistakes() {}

    /**
     * Returns the mistakes that change what a specification does.
     *
     * @param decimals how many decimals the printed numbers have
     */
    static List<Mistake> of(JobSpecification job, List<Integer> decimals) {
        List<Mistake> all = new ArrayList<>();
        all.addAll(UpdateMistakes.of(job));
        all.addAll(LossMistakes.of(job));
        all.addAll(OptimizerMistakes.of(job));
        all.addAll(DecayMistakes.of(job));
        all.addAll(BatchMistakes.of(job));
        all.addAll(RoundingMistakes.of(decimals));
        all.addAll(DataMistakes.of(job));
        return all;
    }

    /** Returns a mistake in the optimization of a specification. */
    static Mistake updating(String kind, Part part, String sentence, UnaryOperator<Optimization> change) {
        return new InSpecification(kind, part, sentence, job -> job.with(change.apply(job.optimization())));
    }
}
