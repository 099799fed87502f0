package dev.downhill.explain.diagnosis;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Specifications that have run. */
final class Ran {
    private static final JsonMapper JSON = new JsonMapper();

    private Ran() {}

    static Run of(String json) {
        return of(JSON.readTree(json));
    }

    static Run of(JsonNode json) {
        JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(json);
        return from(Checkpoint.initial(job), job);
    }

    /** Returns a run that goes on from a state. */
    static Run from(Checkpoint start, JobSpecification job) {
        var trainer = new Trainer(job, start, new Checkpoints(start, 0, 0));
        TrainingResult result = trainer.run(Interruption.NEVER);
        return Run.of(job, start, trainer.trajectory(), result);
    }

    static List<String> codes(Run run) {
        return Diagnosis.of(run).stream().map(Diagnosis::code).toList();
    }
}
