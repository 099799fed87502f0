package dev.downhill.explain.diagnosis;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.TrainingResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;

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
            new TestLossNotFinite(),
            new ForgottenZeroGrad(),
            new LearningRateTooLarge(),
            new LearningRateTooSmall(),
            new DeadRelus(),
            new GradientFlow(),
            new OverFitting());

    /**
     * Returns everything that was wrong with a run that has ended.
     *
     * <p>Every claim compares like with like: losses over the same rows, or averages over as many batches. Most runs cost a
     * look at their recorded numbers, one evaluation more where they are trained in batches, and one gradient where they have
     * three dense layers or more. Only a suspicion has more computed, and never more than a bounded number of evaluations and
     * short trials.
     *
     * @param start what the run began with
     */
    public static List<Diagnosis> of(
            JobSpecification job, Checkpoint start, Trajectory trajectory, TrainingResult result) {
        return of(Run.of(job, start, trajectory, result));
    }

    /**
     * Returns the same, within an allowance of memory.
     *
     * @param bytes receives the number of bytes that a graph is about to take, and throws if that is too much
     */
    public static List<Diagnosis> within(
            LongConsumer bytes, JobSpecification job, Checkpoint start, Trajectory trajectory, TrainingResult result) {
        return Allowance.within(bytes, () -> of(job, start, trajectory, result));
    }

    static List<Diagnosis> of(Run run) {
        return SYMPTOMS.stream()
                .map(symptom -> symptom.look(run))
                .filter(Objects::nonNull)
                .toList();
    }
}
