package dev.downhill.jobs.web;

import dev.downhill.jobs.Job;
import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.explain.Steps;
import dev.downhill.requests.RequestMemory;
import dev.downhill.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /jobs/{id}/forks}. */
@RestController
@Tag(name = "Jobs")
class ForkController {
    private final Jobs jobs;
    private final Steps steps;
    private final JobText text;

    ForkController(Jobs jobs, Steps steps, JobText text) {
        this.jobs = jobs;
        this.steps = steps;
        this.text = text;
    }

    @Operation(
            operationId = "forkJob",
            summary = "Fork a job: a new job continues from the state after a step, with changes",
            description = "The fork continues the count of steps; without changes it equals the rest of this "
                    + "job. Model, data, seed, dtype and the optimizer's type cannot change; `parameters` gives single weights other values. The "
                    + "specification of a fork does not hold the state: sent as changes to the same job and "
                    + "step, it makes the same fork again.")
    @CreatedJob
    @PostMapping(path = "/jobs/{id}/forks", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<JobView> fork(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ForkRequest.class)))
                    @RequestBody
                    JsonNode body,
            @Parameter(
                            schema = @Schema(type = "string", defaultValue = "wait=5"),
                            description = "`wait=N` waits up to N seconds for the end of the job (RFC 7240)")
                    @RequestHeader(name = "Prefer", required = false)
                    @Nullable
                    String prefer,
            @Parameter(hidden = true) @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory,
            @Parameter(hidden = true) HttpServletRequest client)
            throws InterruptedException {
        Job fork = fork(id, body, memory, client);
        return JobController.answer(fork, prefer).body(JobView.of(fork));
    }

    @Operation(hidden = true)
    @PostMapping(path = "/jobs/{id}/forks", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> forkAsText(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory,
            HttpServletRequest client)
            throws InterruptedException {
        Job fork = fork(id, body, memory, client);
        return JobController.answer(fork, prefer).body(text.of(fork));
    }

    private Job fork(String id, JsonNode body, RequestMemory memory, HttpServletRequest client) {
        Job job = jobs.get(id);
        ForkRequest request = ForkRequest.of(body);
        return jobs.fork(
                job,
                steps.after(job, request.step()),
                request.changes(),
                request.parameters(),
                memory,
                Caller.name(client));
    }
}
