package dev.downhill.explain.landscape;

import dev.downhill.training.Checkpoint;
import dev.downhill.training.Checkpoints;
import dev.downhill.training.Interruption;
import dev.downhill.training.Trainer;
import dev.downhill.training.TrainingResult;
import dev.downhill.training.Trajectory;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.Limits;
import dev.downhill.training.specification.SpecificationReader;
import tools.jackson.databind.json.JsonMapper;

/** A job that has run. */
record TrainedJob(
        JobSpecification specification, Trajectory trajectory, Checkpoints checkpoints, TrainingResult result) {
    static final String SEED = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10}""";

    static TrainedJob of(String json) {
        JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
        Checkpoint start = Checkpoint.initial(job);
        var checkpoints = new Checkpoints(start, 64, 16_000_000);
        var trainer = new Trainer(job, start, checkpoints);
        TrainingResult result = trainer.run(Interruption.NEVER);
        return new TrainedJob(job, trainer.trajectory(), checkpoints, result);
    }

    Weights weights() {
        return Weights.of(
                specification, Checkpoint.initial(specification), trajectory, checkpoints.kept(), result.checkpoint());
    }
}
