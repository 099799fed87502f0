package dev.downhill.jobs;

import dev.downhill.requests.RequestMemory;
import dev.downhill.requests.Specifications;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.replay.Fork;
import dev.downhill.training.run.RunMemory;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what a request asks for, and estimates its run. */
@Component
final class RunPlans {
    private final Specifications specifications;
    private final RecentPlans recent;
    private final ExplainProperties explain;
    private final JobsProperties jobs;

    RunPlans(Specifications specifications, RecentPlans recent, ExplainProperties explain, JobsProperties jobs) {
        this.specifications = specifications;
        this.recent = recent;
        this.explain = explain;
        this.jobs = jobs;
    }

    /**
     * Returns the plan of a whole specification. One that was read a moment ago is not read again.
     *
     * @throws dev.downhill.specification.fault.InvalidSpecification if it cannot run
     */
    RunPlan of(JsonNode specification, RequestMemory memory) {
        return recent.get(specification, memory, () -> of(reader -> whole(reader.read(specification)), memory));
    }

    /**
     * Returns the plan of what a reading gives.
     *
     * @throws dev.downhill.specification.fault.InvalidSpecification if it cannot run
     */
    RunPlan of(Function<SpecificationReader, Fork> reading, RequestMemory memory) {
        long before = memory.used();
        return specifications.read(memory, reader -> {
            Fork run = reading.apply(reader);
            JobSpecification job = run.specification();
            var needed = RunMemory.of(job, explain.checkpointBytes().toBytes());
            Lane lane = Lane.of(job, jobs.shortWork());
            return new RunPlan(run, needed, lane, memory.used() - before);
        });
    }

    private static Fork whole(JobSpecification specification) {
        return new Fork(specification, Checkpoint.initial(specification));
    }
}
