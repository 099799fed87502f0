package dev.downhill.explain.diagnosis;

import dev.downhill.training.TrainingResult;
import dev.downhill.training.Trajectory;
import dev.downhill.training.specification.JobSpecification;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Something that was wrong with a run.
 *
 * @param code what, a stable word such as {@code learningRateTooLarge}
 * @param message the same in a sentence or two, for a person
 * @param numbers what led to it
 */
public record Diagnosis(String code, String message, Map<String, Object> numbers) {
    private static final List<Symptom> SYMPTOMS = List.of(
            new NotFinite(),
            new ForgottenZeroGrad(),
            new LearningRateTooLarge(),
            new LearningRateTooSmall(),
            new DeadRelus(),
            new VanishingGradients(),
            new ExplodingGradients(),
            new OverFitting());

    /**
     * Returns everything that was wrong with a run that has ended.
     *
     * <p>A run that shows no sign of anything costs a look at some of its recorded numbers. Only where there is one more is
     * computed, and never more than a bounded number of evaluations and short trials.
     */
    public static List<Diagnosis> of(JobSpecification job, Trajectory trajectory, TrainingResult result) {
        var run = new Run(job, trajectory, result);
        return SYMPTOMS.stream()
                .map(symptom -> symptom.look(run))
                .filter(Objects::nonNull)
                .toList();
    }
}
