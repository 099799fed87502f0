package dev.downhill.explain.landscape;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import tools.jackson.databind.json.JsonMapper;

/** A job that has run. */
public record JobWithWeights(
        JobSpecification specification, Trajectory trajectory, Checkpoints checkpoints, TrainingResult result) {
    static JobWithWeights of(String json) {
        JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
        Checkpoint start = Checkpoint.initial(job);
        var checkpoints = new Checkpoints(start, 64, 16_000_000);
        var trainer = new Trainer(job, start, checkpoints);
        TrainingResult result = trainer.run(Interruption.NEVER);
        return new JobWithWeights(job, trainer.trajectory(), checkpoints, result);
    }

    WeightStates weights() {
        return WeightStates.of(
                specification, Checkpoint.initial(specification), trajectory, checkpoints.kept(), result.checkpoint());
    }
}
