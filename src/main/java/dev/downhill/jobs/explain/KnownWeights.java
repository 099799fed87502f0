package dev.downhill.jobs.explain;

import dev.downhill.explain.landscape.WeightStates;
import dev.downhill.jobs.Job;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.run.TrainingResult;
import java.util.List;

/** The weights of a job that an analysis may use. */
public final class KnownWeights {
    private KnownWeights() {}

    /** Returns every state whose weights the trajectory or a checkpoint holds. */
    public static WeightStates of(Job job) {
        Job.State state = job.state();
        Job.Run run = state.run();
        TrainingResult result = state.result();
        List<Checkpoint> kept = run == null ? List.of() : run.checkpoints().kept();
        return WeightStates.of(
                job.specification(),
                job.start(),
                state.trajectory(),
                kept,
                result == null ? null : result.checkpoint());
    }
}
