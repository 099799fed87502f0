package dev.downhill.training.step;

import dev.downhill.engine.kernel.StepInterrupted;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Patience;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps of a run, batch after batch; each begins with what the last one left.
 *
 * <p>A caller asks for the {@link #next} batch, {@link #take}s steps on it, and may read the {@link #checkpoint} after
 * that. A batch of another size has a graph and a loop of its own, which takes the state over. Not safe for several
 * threads.
 */
public final class Stepper {
    private final JobSpecification job;
    private final IntFunction<TrainingStep> steps;
    private final long runs;
    private final boolean taped;
    private final boolean alwaysAll;
    private final Checkpoint start;
    private final Batches batches;
    private final RandomStream dropout;
    private final ScalarValues scalars;

    /** A step is built once for each number of rows: that of a full batch, and that of the last one of an epoch. */
    private final Map<Integer, BatchLoop> executions = new HashMap<>();

    private @Nullable BatchLoop current;
    private Checkpoint.Place place;
    private long step;

    /**
     * Returns a stepper that has taken no step yet.
     *
     * @param taped whether every step writes its recorded values to the tape
     * @param start the state before the first step
     */
    public Stepper(JobSpecification job, boolean taped, Checkpoint start) {
        this(job, rows -> TrainingStep.of(job, rows), job.steps(), taped, start);
    }

    /**
     * Returns a stepper that takes steps of another kind than those of the specification.
     *
     * @param steps the step on batches of so many rows, with the specification's parameters and scalars
     * @param runs about how many steps will be taken
     * @param taped whether every step writes its recorded values to the tape
     * @param start the state before the first step
     */
    public Stepper(JobSpecification job, IntFunction<TrainingStep> steps, long runs, boolean taped, Checkpoint start) {
        this.job = job;
        this.steps = steps;
        this.runs = runs;
        this.taped = taped;
        this.start = start;
        this.place = start.place();
        this.step = start.step();
        this.alwaysAll = job.batching().isAlwaysAll(job.data().training().rows());
        this.batches = new Batches(job, place.shuffle(), place.row());
        this.dropout = new RandomStream(place.dropout());
        this.scalars = new ScalarValues(job);
    }

    /** Returns how many updates have been made. */
    public long step() {
        return step;
    }

    /** Returns the loop of the last batch, or null before the first. */
    @Nullable
    public BatchLoop current() {
        return current;
    }

    /**
     * Returns the loop for the next batch, with its rows and its masks in it. It is always the same one if every step
     * sees all rows.
     */
    public BatchLoop next() {
        BatchLoop execution = nextBatch();
        execution.mask(dropout);
        return execution;
    }

    private BatchLoop nextBatch() {
        BatchLoop before = current;
        if (before != null && alwaysAll) {
            return before;
        }
        batches.advance();
        BatchLoop execution = executions.get(batches.rows());
        if (execution == null) {
            execution = new BatchLoop(job, steps.apply(batches.rows()), runs, taped, start);
            executions.put(batches.rows(), execution);
        }
        if (before != null && before != execution) {
            execution.continueFrom(before);
        }
        execution.feed(batches);
        current = execution;
        return execution;
    }

    /**
     * Takes steps with the loop that {@link #next} gave, until a number is not finite.
     *
     * @param execution the loop of the batch, which all these steps see.
     * @param count how many steps to take at most.
     * @param tape receives {@link BatchLoop#tapeWidth()} numbers of every started step.
     * @return how many steps took effect.
     * @throws StepInterrupted if the thread is interrupted within a step; the steps before it count.
     */
    public int take(BatchLoop execution, int count, double[] tape) {
        int taken;
        try {
            taken = execution.run(count, scalars(count), tape);
        } catch (StepInterrupted e) {
            count(execution, e.taken(), tape);
            throw e;
        }
        count(execution, taken, tape);
        return taken;
    }

    private void count(BatchLoop execution, int taken, double[] tape) {
        if (taken > 0) {
            step += taken;
            double loss = tape[(taken - 1) * execution.tapeWidth()];
            Patience patience = place.patience().after(loss, job.stop());
            place = new Checkpoint.Place(batches.shuffle(), batches.row(), dropout.place(), patience);
        }
    }

    /** Returns the wait for a better loss of a step. */
    public Patience patience() {
        return place.patience();
    }

    /** Returns whether the run has waited too long for a better loss. */
    public boolean isOutOfPatience() {
        return place.patience().isOver(job.stop());
    }

    /**
     * Returns the values of the optimizer's scalars for the next steps, one step after the other; or those of one step
     * if all are given the same.
     */
    public double[] scalars(int count) {
        return scalars.of(step + 1, count);
    }

    /** Returns the training rows that the next step sees, from 0, after {@link #next}. */
    public int[] rows() {
        int[] rows = new int[batches.rows()];
        System.arraycopy(batches.order(), batches.from(), rows, 0, rows.length);
        return rows;
    }

    /** Returns the state after the last step that took effect. */
    public Checkpoint checkpoint() {
        BatchLoop execution = current;
        if (execution == null || step == start.step()) {
            return start;
        }
        return start.after(step, execution.step().changed(), execution.model(), execution.state(), place);
    }
}
