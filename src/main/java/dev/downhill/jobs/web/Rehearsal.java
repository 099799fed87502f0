package dev.downhill.jobs.web;

import dev.downhill.explain.diagnosis.Diagnosis;
import dev.downhill.jobs.Job;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.time.Clock;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the first lesson once, and writes it as an answer, before the service is ready: else the first client would wait until the
 * classes of a run are loaded. Nothing stores, counts or shows this run.
 */
@Component
final class Rehearsal implements ApplicationRunner {
    private static final String FIRST_LESSON = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]}, "loss": "mse",
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10}""";

    /** Narrower limits of this service do not matter here. */
    private final SpecificationReader reader = new SpecificationReader(Limits.DEFAULT);

    private final JsonMapper json;
    private final Clock clock;

    Rehearsal(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        JobSpecification specification = reader.read(json.readTree(FIRST_LESSON));
        var job = new Job("rehearsal", 0, specification, "", clock.instant());
        var trainer = new Trainer(specification);
        boolean started = job.start(Job.Run.of(trainer), clock.instant());
        TrainingResult result = trainer.run(Interruption.NEVER);
        job.succeed(result, Diagnosis.of(specification, job.start(), trainer.trajectory(), result), clock.instant());
        byte[] unused = json.writeValueAsBytes(JobView.of(job));
    }
}
