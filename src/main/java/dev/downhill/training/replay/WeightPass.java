package dev.downhill.training.replay;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The weights of a run after several steps. The steps that the trajectory does not hold whole are taken again in one pass. */
public final class WeightPass {
    private final JobSpecification job;
    private final Checkpoint start;
    private final Trajectory trajectory;
    private final Checkpoints kept;
    private final boolean whole;
    private @Nullable Replay replay;

    /**
     * Returns a pass over a run.
     *
     * @param start what the run began with
     * @param trajectory the recorded points
     * @param kept the states that are kept; they remember the last state that was taken again
     */
    public WeightPass(JobSpecification job, Checkpoint start, Trajectory trajectory, Checkpoints kept) {
        this.job = job;
        this.start = start;
        this.trajectory = trajectory;
        this.kept = kept;
        this.whole = trajectory.isWhole(job);
    }

    /** Returns how many steps are taken again for the weights after some steps, which ascend. */
    public long again(List<Long> steps) {
        return whole || steps.isEmpty()
                ? 0
                : steps.getLast() - kept.upTo(steps.getFirst()).step();
    }

    /**
     * Returns each parameter's elements by name, row-major, one entry for each step.
     *
     * @param steps ascending; the run has taken each of them
     * @throws CancellationException if the thread is interrupted
     */
    public List<Map<String, double[]>> after(List<Long> steps) {
        Allowance.take(steps.size() * start.parameterBytes());
        List<Map<String, double[]>> weights = new ArrayList<>();
        for (long step : steps) {
            weights.add(after(step));
        }
        return weights;
    }

    private Map<String, double[]> after(long step) {
        if (step == start.step()) {
            return start.parameters();
        }
        int point = whole ? trajectory.firstFrom(step) : trajectory.points();
        if (point < trajectory.points() && trajectory.step(point) == step) {
            Map<String, double[]> weights = new LinkedHashMap<>();
            trajectory.parameters().forEach(track -> weights.put(track.name(), track.values(point)));
            return weights;
        }
        Replay replaying = replay;
        if (replaying == null) {
            replaying = new Replay(job, kept.upTo(step));
            replay = replaying;
        }
        Interruption untilInterrupted = () -> Thread.currentThread().isInterrupted() ? Outcome.TIMED_OUT : null;
        boolean interrupted = replaying.advanceTo(step, untilInterrupted) != null;
        Checkpoint state = replaying.checkpoint();
        kept.remember(state);
        if (interrupted) {
            throw new CancellationException("the answer was not computed in time");
        }
        return state.parameters();
    }
}
