package dev.downhill.explain.mistake;

import dev.downhill.engine.autograd.DType;
import dev.downhill.explain.transcript.Course;
import dev.downhill.explain.transcript.Program;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Recording;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Recorder;
import dev.downhill.training.step.BatchLoop;
import dev.downhill.training.step.Stepper;
import dev.downhill.training.step.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program with mistakes.
 *
 * @param job what it does; its loss and its optimizer may be of this package
 * @param order when parameters get their new values
 * @param deadline the {@link System#nanoTime} at which it gives up, or null
 */
record MistakenProgram(
        JobSpecification job, UpdateOrder order, @Nullable Long deadline) implements Program {
    /** Thrown by a program that does not end in time. */
    static final class OutOfTime extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Returns the program that does what a specification says, as long as it likes. */
    static MistakenProgram without(JobSpecification job) {
        return new MistakenProgram(job, UpdateOrder.TOGETHER, null);
    }

    /** Returns the same program with a specification that has a mistake. */
    MistakenProgram with(JobSpecification other) {
        return new MistakenProgram(other, order, deadline);
    }

    /** Returns the same program with parameters that are updated in an order. */
    MistakenProgram with(UpdateOrder other) {
        return new MistakenProgram(job, other, deadline);
    }

    /** Returns the same program, which must end before {@link System#nanoTime} has a value. */
    MistakenProgram until(long time) {
        return new MistakenProgram(job, order, time);
    }

    /**
     * Runs the program.
     *
     * @throws OutOfTime if it does not end in time
     */
    @Override
    public Course run(DType dtype, long steps) {
        JobSpecification whole = job.with(dtype).with(new Recording(1, Recording.Parameters.ALL, true));
        Checkpoint start = Checkpoint.initial(whole);
        var recorder = new Recorder(whole, start);
        var stepper = new Stepper(whole, rows -> step(whole, rows), steps, true, start);
        boolean batched = !whole.batching().isAlwaysAll(whole.data().training().rows());
        List<int[]> rows = new ArrayList<>();
        double[] tape = new double[0];
        boolean diverged = false;
        while (stepper.step() < Math.min(steps, whole.steps()) && !diverged && !isEnded(whole, stepper, tape)) {
            if (deadline != null && System.nanoTime() - deadline > 0) {
                throw new OutOfTime();
            }
            BatchLoop loop = stepper.next();
            int width = loop.tapeWidth();
            tape = tape.length == width ? tape : new double[width];
            if (batched) {
                rows.add(stepper.rows());
            }
            diverged = stepper.take(loop, 1, tape) == 0;
            if (!diverged) {
                recorder.tape(1, tape, width);
            }
        }
        return new Course(recorder.trajectory(), diverged, batched ? rows : null);
    }

    private static boolean isEnded(JobSpecification job, Stepper stepper, double[] tape) {
        boolean enough = tape.length > 0 && tape[0] < job.stop().lossBelow();
        return enough || stepper.isOutOfPatience() || Thread.currentThread().isInterrupted();
    }

    private TrainingStep step(JobSpecification whole, int rows) {
        return order == UpdateOrder.TOGETHER ? TrainingStep.of(whole, rows) : OrderedStep.of(whole, rows, order);
    }
}
