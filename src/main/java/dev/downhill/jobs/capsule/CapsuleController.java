package dev.downhill.jobs.capsule;

import dev.downhill.analysis.AnalysisProperties;
import dev.downhill.analysis.Answers;
import dev.downhill.api.Attachment;
import dev.downhill.api.BadParameter;
import dev.downhill.api.Problem;
import dev.downhill.explain.landscape.LossSurface;
import dev.downhill.explain.layer.LayerChoice;
import dev.downhill.explain.step.StepTrace;
import dev.downhill.export.capsule.CapsuleBytes;
import dev.downhill.export.capsule.CapsuleTooLarge;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.NotYet;
import dev.downhill.jobs.explain.KnownWeights;
import dev.downhill.jobs.explain.StepNotFound;
import dev.downhill.jobs.explain.Steps;
import dev.downhill.jobs.web.JobView;
import dev.downhill.training.run.RunCost;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code /jobs/{id}/capsule}. */
@RestController
@Tag(name = "Results")
class CapsuleController {
    private final Jobs jobs;
    private final Steps steps;
    private final Answers answers;
    private final JsonMapper json;
    private final CapsuleProperties properties;
    private final int surfacePoints;

    CapsuleController(
            Jobs jobs,
            Steps steps,
            Answers answers,
            JsonMapper json,
            CapsuleProperties properties,
            AnalysisProperties analyses) {
        this.jobs = jobs;
        this.steps = steps;
        this.answers = answers;
        this.json = json;
        this.properties = properties;
        this.surfacePoints = analyses.surfacePoints();
    }

    @Operation(
            operationId = "getCapsule",
            summary = "A run that has ended, in one file",
            description = "Holds the specification, the outcome, the result and the trajectory, the steps that "
                    + "`steps` opens as `GET /jobs/{id}/steps/{step}` gives them, and the loss over the weights of a model of "
                    + "one or two. `<downhill-run>` of `/embed/downhill-run.js` shows a capsule in any page without a "
                    + "service. `format` and `version` say what the file is; `clients/embed/capsule.schema.json` is its "
                    + "JSON Schema. A capsule has at most `downhill.capsules.size` bytes.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Capsule.class)))
    @GetMapping(path = "/jobs/{id}/capsule", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> capsule(
            @PathVariable String id,
            @Parameter(description = "the numbers of the steps to open, separated by commas")
                    @RequestParam(name = "steps", required = false)
                    @Nullable
                    List<Long> opened) {
        List<Long> numbers =
                opened == null ? List.of() : opened.stream().distinct().sorted().toList();
        if (numbers.size() > properties.steps()) {
            throw new BadParameter(
                    "steps", "it names " + numbers.size() + " steps; a capsule has at most " + properties.steps());
        }
        Job job = jobs.get(id);
        if (job.state().result() == null) {
            throw new NotYet(job, "capsule");
        }
        List<StepTrace> traces =
                numbers.stream().map(number -> opened(job, number)).toList();
        LossSurface surface = LossSurface.isOverAllWeights(job.specification()) ? surface(job) : null;
        byte[] file = answers.file(() -> {
            var bytes = new CapsuleBytes(properties.size().toBytes());
            write(Capsule.of(JobView.of(job), traces, surface), bytes);
            return bytes.toByteArray();
        });
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named("capsule.run.json"))
                .body(file);
    }

    /** Jackson wraps what an output stream throws. */
    private void write(Capsule capsule, CapsuleBytes to) {
        try {
            json.writeValue(to, capsule);
        } catch (JacksonException e) {
            throw e.getCause() instanceof RuntimeException refusal ? refusal : e;
        }
    }

    private StepTrace opened(Job job, long number) {
        try {
            return steps.explain(job, number, LayerChoice.ALL, Function.identity());
        } catch (StepNotFound e) {
            throw new BadParameter("steps", String.valueOf(e.getMessage()));
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(CapsuleTooLarge e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT, "capsule-too-large", "The capsule is too large", e.getMessage());
    }

    private LossSurface surface(Job job) {
        return answers.compute(
                RunCost.of(job.specification()).evaluations(LossSurface.positions(LossSurface.View.DEFAULT, 1)),
                () -> LossSurface.of(KnownWeights.of(job), LossSurface.View.DEFAULT, surfacePoints));
    }
}
