package dev.downhill.training.replay;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.step.BatchLoop;
import dev.downhill.training.step.Chunks;
import dev.downhill.training.step.Stepper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run's steps taken again from a state that it kept, by the same engine: the numbers are the run's to the last bit.
 *
 * <p>Nothing is recorded.
 */
public final class Replay {
    private final JobSpecification job;
    private final Stepper stepper;
    private final Chunks chunks;
    private double[] tape = new double[0];

    /**
     * Returns a replay that has taken no step yet.
     *
     * @param from a checkpoint of the run
     */
    public Replay(JobSpecification job, Checkpoint from) {
        this.job = job;
        this.chunks = new Chunks(job);
        this.stepper = new Stepper(job, chunks.taped(), from);
    }

    /**
     * Takes steps until so many updates have been made in all.
     *
     * @param step the number of updates, counted from the beginning of the run.
     * @param interruption is asked between the steps.
     * @return what ended it before, or null.
     * @throws IllegalArgumentException if the run does not come so far.
     * @throws dev.downhill.engine.kernel.StepInterrupted if the thread is interrupted within a step; the steps before
     *     it count.
     */
    public @Nullable Outcome advanceTo(long step, Interruption interruption) {
        while (stepper.step() < step) {
            Outcome reason = interruption.outcome();
            if (reason != null) {
                return reason;
            }
            BatchLoop execution = stepper.next();
            int count = chunks.next(stepper.step(), step, execution.tapeWidth());
            if (stepper.take(execution, count, tape(count * execution.tapeWidth())) < count) {
                throw diverged();
            }
            chunks.done();
        }
        return null;
    }

    /** Returns the state after the steps that were taken. */
    public Checkpoint checkpoint() {
        return stepper.checkpoint();
    }

    /**
     * Takes one step more, and returns all that it began and ended with.
     *
     * @throws IllegalArgumentException if the run does not come so far
     * @throws dev.downhill.engine.kernel.StepInterrupted if the thread is interrupted within the step
     */
    public ReplayedStep next() {
        Checkpoint before = stepper.checkpoint();
        BatchLoop execution = stepper.next();
        int[] rows = stepper.rows();
        Map<Tensor, double[]> given = execution.given(rows, before, stepper.scalars(1));
        double[] numbers = tape(execution.tapeWidth());
        if (stepper.take(execution, 1, numbers) < 1) {
            throw diverged();
        }
        long number = stepper.step();
        double rate = job.schedule().rate(job.optimizer().learningRate(), number - 1, job.steps());
        return new ReplayedStep(
                number,
                rate,
                rows,
                execution.step(),
                given,
                numbers[0],
                execution.computedGradients(),
                before,
                stepper.checkpoint());
    }

    private double[] tape(int length) {
        if (tape.length < length) {
            tape = new double[length];
        }
        return tape;
    }

    private IllegalArgumentException diverged() {
        return new IllegalArgumentException("step " + (stepper.step() + 1) + " did not take effect");
    }
}
