package dev.downhill.explain.transcript;

import dev.downhill.engine.autograd.DType;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Recording;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.Trainer;

/** A program that may have printed some lines: a specification, or one with a mistake. */
public interface Program {
    /** Returns what the program has in effect: its model, its data, its loss. */
    JobSpecification job();

    /**
     * Runs the program.
     *
     * @param dtype the precision of every number
     * @param steps how many updates are wanted; there are fewer if the run ends before
     */
    Course run(DType dtype, long steps);

    /** Returns the program that does what a specification says. */
    static Program of(JobSpecification job) {
        return new Faithful(job);
    }

    /**
     * A program without a mistake.
     *
     * @param job what it does
     */
    record Faithful(JobSpecification job) implements Program {
        @Override
        public Course run(DType dtype, long steps) {
            var trainer = new Trainer(job.with(dtype).with(new Recording(1, Recording.Parameters.ALL, true)));
            Outcome outcome = trainer.run(stoppingAfter(trainer, steps)).outcome();
            return new Course(trainer.trajectory(), outcome == Outcome.DIVERGED, null);
        }

        private static Interruption stoppingAfter(Trainer trainer, long steps) {
            return () -> trainer.step() >= steps || Thread.currentThread().isInterrupted() ? Outcome.CANCELLED : null;
        }
    }
}
