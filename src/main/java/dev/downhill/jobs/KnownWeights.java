package dev.downhill.jobs;

import dev.downhill.explain.landscape.Weights;
import dev.downhill.training.Checkpoint;
import dev.downhill.training.TrainingResult;
import java.util.List;

/** What an analysis may know of a job's weights. */
final class KnownWeights {
    private KnownWeights() {}

    static Weights of(Job job) {
        Job.State state = job.state();
        Job.Run run = state.run();
        TrainingResult result = state.result();
        List<Checkpoint> kept = run == null ? List.of() : run.checkpoints().kept();
        return Weights.of(
                job.specification(),
                job.start(),
                state.trajectory(),
                kept,
                result == null ? null : result.checkpoint());
    }
}
