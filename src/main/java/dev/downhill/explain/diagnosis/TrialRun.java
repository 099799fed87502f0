package dev.downhill.explain.diagnosis;

import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import dev.downhill.engine.schedule.LearningRateSchedule;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Recording;
import dev.downhill.specification.RunLength;
import dev.downhill.specification.StopRule;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.util.stream.IntStream;

/**
 * The first steps of a run once more, from the same state and on the same batches, with another learning rate.
 *
 * @param loss over all training rows at the end; infinity where the trial diverged
 * @param highest the greatest loss of a step on the way
 */
record TrialRun(double loss, double highest) {

    /**
     * Returns how some steps went.
     *
     * @param factor of the learning rate
     */
    static TrialRun of(Run run, double factor, long steps) {
        JobSpecification job = run.job();
        var schedule = new Scaled(job.schedule(), factor, job.steps());
        JobSpecification trial = job.with(
                        new Partition(withoutVocabulary(job.data().training()), null, null, null))
                .with(job.optimization().with(schedule))
                .with(new RunLength(job.batching(), run.start().step() + steps, StopRule.NONE))
                .with(new Recording(1, Recording.Parameters.NONE, false));
        var trainer = new Trainer(trial, run.start(), new Checkpoints(run.start(), 0, 0));
        TrainingResult result = trainer.run(Interruption.NEVER);
        Double loss = result.finalLoss();
        if (loss == null || result.outcome() == Outcome.DIVERGED) {
            return new TrialRun(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        Trajectory way = trainer.trajectory();
        double highest =
                IntStream.range(0, way.points()).mapToDouble(way::loss).max().orElse(loss);
        return new TrialRun(loss, highest);
    }

    /** A trial writes no text. */
    private static Dataset withoutVocabulary(Dataset rows) {
        return new Dataset(rows.inputs(), rows.target(), rows.classes(), null);
    }

    /** The rates of a whole run, for its first steps. */
    private record Scaled(LearningRateSchedule schedule, double factor, long allSteps) implements LearningRateSchedule {
        @Override
        public double rate(double base, long k, long steps) {
            return schedule.rate(base * factor, k, allSteps);
        }

        @Override
        public boolean isSteady() {
            return schedule.isSteady();
        }
    }
}
