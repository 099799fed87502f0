package dev.downhill.jobs.web;

import dev.downhill.api.BadParameter;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobFilter;
import dev.downhill.jobs.JobStatus;
import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.store.IdempotencyKeys;
import dev.downhill.requests.RequestMemory;
import dev.downhill.security.Caller;
import dev.downhill.training.run.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.JsonNode;

/** {@code /jobs}. */
@RestController
@RequestMapping("/jobs")
@Tag(name = "Jobs")
class JobController {
    private static final int MAX_LIMIT = 1000;

    private final Jobs jobs;
    private final IdempotencyKeys keys;
    private final JobText text;

    JobController(Jobs jobs, IdempotencyKeys keys, JobText text) {
        this.jobs = jobs;
        this.keys = keys;
        this.text = text;
    }

    @Operation(
            operationId = "createJob",
            summary = "Train a model",
            description =
                    "Queues a job. With `Prefer: wait=N` the answer waits up to N seconds, 30 at most, for its end.")
    @CreatedJob
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<JobView> create(
            @RequestBody JsonNode specification,
            @Parameter(
                            schema = @Schema(type = "string", defaultValue = "wait=5"),
                            description = "`wait=N` waits up to N seconds for the end of the job (RFC 7240)")
                    @RequestHeader(name = "Prefer", required = false)
                    @Nullable
                    String prefer,
            @Parameter(description = "a repeated request with the same key creates no second job")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String key,
            @Parameter(hidden = true) @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory,
            @Parameter(hidden = true) HttpServletRequest request)
            throws InterruptedException {
        Job job = submit(specification, key, memory, request);
        return answer(job, prefer).body(JobView.of(job));
    }

    @Operation(hidden = true)
    @PostMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> createAsText(
            @RequestBody JsonNode specification,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory,
            HttpServletRequest request)
            throws InterruptedException {
        Job job = submit(specification, key, memory, request);
        return answer(job, prefer).body(text.of(job));
    }

    private Job submit(JsonNode specification, @Nullable String key, RequestMemory memory, HttpServletRequest request) {
        String client = Caller.name(request);
        return key == null
                ? jobs.submit(specification, memory, client)
                : keys.jobOf(client, key, specification, () -> jobs.submit(specification, memory, client));
    }

    @Operation(operationId = "cancelJob", summary = "Cancel a job")
    @PostMapping(path = "/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView cancel(@PathVariable String id) {
        return JobView.of(jobs.cancel(id));
    }

    @Operation(operationId = "deleteJob", summary = "Delete a job; a running one is cancelled")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        jobs.delete(id);
    }

    /** 201 with a job that has ended while the answer waited, else 202. */
    static ResponseEntity.BodyBuilder answer(Job job, @Nullable String prefer) throws InterruptedException {
        Optional<Duration> wait = Preference.wait(prefer);
        boolean ended = wait.isPresent() && job.awaitEnd(wait.get());
        var answer = ResponseEntity.status(ended ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                .location(URI.create(job.path()));
        wait.ifPresent(time -> answer.header("Preference-Applied", "wait=" + time.toSeconds()));
        return answer;
    }

    @Operation(
            operationId = "getJob",
            summary = "A job with its trajectory",
            description = "`text/plain` shows the run for a terminal, with its curves and findings.")
    @ApiResponse(
            responseCode = "200",
            description = "the job",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = JobView.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string"))
            })
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Nullable
    JobView get(@PathVariable String id, @Parameter(hidden = true) WebRequest request) {
        Job job = jobs.get(id);
        return request.checkNotModified(job.version()) ? null : JobView.of(job);
    }

    @Operation(hidden = true)
    @GetMapping(path = "/{id}", produces = MediaType.TEXT_PLAIN_VALUE)
    String getAsText(@PathVariable String id) {
        return text.of(jobs.get(id));
    }

    @Operation(operationId = "listJobs", summary = "Your jobs, the newest first, without trajectories")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    JobPage list(
            @RequestParam(required = false) @Nullable JobStatus status,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {
                                                "completed",
                                                "converged",
                                                "diverged",
                                                "stoppedEarly",
                                                "timedOut",
                                                "cancelled"
                                            }))
                    @RequestParam(required = false)
                    @Nullable
                    String outcome,
            @Parameter(description = "a part of the name, in upper or lower case")
                    @RequestParam(required = false)
                    @Nullable
                    String name,
            @Parameter(description = "the number of jobs, 1 to 1000") @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "the `next` of the previous page") @RequestParam(required = false) @Nullable
                    String after) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new BadParameter("limit", limit + " does not lie between 1 and " + MAX_LIMIT);
        }
        long before = after == null ? Long.MAX_VALUE : JobPage.numberOf(after);
        List<Job> found = jobs.list(new JobFilter(status, outcomeOf(outcome), name), before, limit + 1);
        return JobPage.of(found, limit);
    }

    private static @Nullable Outcome outcomeOf(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.text().equals(word))
                .findFirst()
                .orElseThrow(() -> new BadParameter(
                        "outcome",
                        "'" + word + "' is not one of "
                                + Arrays.stream(Outcome.values())
                                        .map(Outcome::text)
                                        .collect(Collectors.joining(", "))));
    }
}
