package dev.downhill.bench;

import dev.downhill.specification.JobSpecification;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.Trainer;
import org.jspecify.annotations.Nullable;

/** One job of Downhill, from its first step on: recording is included, reading the specification is not. */
final class DownhillJob implements Subject {
    private final JobSpecification job;

    DownhillJob(JobSpecification job) {
        this.job = job;
    }

    @Override
    public double nanosecondsPerStep() {
        var trainer = new Trainer(job);
        var clock = new Clock(trainer);
        trainer.run(clock);
        return clock.nanosecondsPerStep();
    }

    /** Looks at the time between steps. */
    private static final class Clock implements Interruption {
        private final Trainer trainer;
        private long firstStep;
        private long firstTime;
        private long lastStep;
        private long lastTime;

        Clock(Trainer trainer) {
            this.trainer = trainer;
        }

        @Override
        public @Nullable Outcome outcome() {
            lastStep = trainer.step();
            lastTime = System.nanoTime();
            if (firstStep == 0) {
                firstStep = lastStep;
                firstTime = lastTime;
            }
            return null;
        }

        double nanosecondsPerStep() {
            return (double) (lastTime - firstTime) / (lastStep - firstStep);
        }
    }
}
