package dev.downhill.jobs;

import dev.downhill.explain.landscape.Weights;
import dev.downhill.training.TrainingResult;

/** What an analysis may know of a job's weights. */
final class KnownWeights {
    private KnownWeights() {}

    /** @throws WeightsUnknown while a run goes on that does not record them */
    static Weights of(Job job) {
        Job.State state = job.state();
        TrainingResult result = state.result();
        var weights = new Weights(job.specification(), state.trajectory(), result == null ? null : result.checkpoint());
        if (weights.newest() == null) {
            throw new WeightsUnknown(job);
        }
        return weights;
    }
}
