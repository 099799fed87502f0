package dev.downhill.explain.diagnosis;

import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import dev.downhill.engine.schedule.LearningRateSchedule;
import dev.downhill.training.Interruption;
import dev.downhill.training.Outcome;
import dev.downhill.training.Trainer;
import dev.downhill.training.TrainingResult;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.Recording;
import dev.downhill.training.specification.StopRule;

/** The first steps of a job once more, with another learning rate. */
final class Trial {
    private static final StopRule NEVER = new StopRule(Double.NEGATIVE_INFINITY, 0, 0);

    private Trial() {}

    /**
     * Returns the loss over all rows after some steps; infinity where the trial diverged.
     *
     * @param factor of the learning rate
     */
    static double loss(JobSpecification job, double factor, long steps) {
        var schedule = new Scaled(job.schedule(), factor, job.steps());
        var trial = new JobSpecification(
                job.name(),
                job.model(),
                new Partition(withoutVocabulary(job.data().training()), null, null),
                job.loss(),
                job.regularization(),
                job.optimizer(),
                schedule,
                job.clipping(),
                job.frozen(),
                job.batching(),
                steps,
                job.seed(),
                job.zeroGrad(),
                job.dtype(),
                NEVER,
                new Recording(steps, Recording.Parameters.NONE, false),
                job.json());
        TrainingResult result = new Trainer(trial).run(Interruption.NEVER);
        Double loss = result.finalLoss();
        return loss == null || result.outcome() == Outcome.DIVERGED ? Double.POSITIVE_INFINITY : loss;
    }

    /** A text is not gone on with. */
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
