package dev.downhill.jobs.export;

import dev.downhill.analysis.Answers;
import dev.downhill.api.Attachment;
import dev.downhill.api.Problem;
import dev.downhill.export.NotExportable;
import dev.downhill.export.Precision;
import dev.downhill.export.onnx.OnnxModel;
import dev.downhill.export.python.Notebook;
import dev.downhill.export.python.PyTorchScript;
import dev.downhill.export.safetensors.Safetensors;
import dev.downhill.export.safetensors.WeightsView;
import dev.downhill.export.text.RunText;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.NotYet;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Trajectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /jobs/{id}/model}. */
@RestController
@RequestMapping("/jobs/{id}/model")
@Tag(name = "Models")
class ModelController {
    private static final String SAFETENSORS = "application/vnd.safetensors";
    private static final String ONNX = "application/onnx";
    private static final String PYTHON = "text/x-python";
    private static final String NOTEBOOK = "application/x-ipynb+json";
    private static final String PYTHON_UTF_8 = PYTHON + ";charset=UTF-8";

    private final Jobs jobs;
    private final Answers answers;
    private final ExportsProperties properties;
    private final SpecificationReader reader;

    ModelController(Jobs jobs, Answers answers, ExportsProperties properties, SpecificationReader reader) {
        this.reader = reader;
        this.jobs = jobs;
        this.answers = answers;
        this.properties = properties;
    }

    @Operation(
            operationId = "getModel",
            summary = "The trained model",
            description = "JSON and safetensors hold the weights. ONNX makes predictions elsewhere. The PyTorch "
                    + "script repeats the training, step by step; the Jupyter notebook holds the same script in cells.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = WeightsView.class)),
                @Content(mediaType = SAFETENSORS, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = ONNX, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = PYTHON, schema = @Schema(type = "string")),
                @Content(mediaType = NOTEBOOK, schema = @Schema(type = "object"))
            })
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    WeightsView json(
            @PathVariable String id,
            @Parameter(description = "the type of the numbers in safetensors and ONNX; by default that of the job")
                    @RequestParam(required = false)
                    @Nullable
                    Precision dtype) {
        Job job = jobs.get(id);
        return WeightsView.of(job.specification(), state(job));
    }

    @Operation(hidden = true)
    @GetMapping(produces = SAFETENSORS)
    void safetensors(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Precision dtype,
            HttpServletResponse response)
            throws IOException {
        Job job = jobs.get(id);
        Checkpoint state = state(job);
        response.setContentType(SAFETENSORS);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Attachment.named("model.safetensors"));
        Safetensors.write(job.specification(), state, precision(job, dtype), response.getOutputStream());
    }

    @Operation(hidden = true)
    @GetMapping(produces = ONNX)
    ResponseEntity<byte[]> onnx(@PathVariable String id, @RequestParam(required = false) @Nullable Precision dtype) {
        Job job = jobs.get(id);
        Checkpoint state = state(job);
        return file(ONNX, "model.onnx")
                .body(answers.file(() -> OnnxModel.of(job.specification(), state, precision(job, dtype))));
    }

    @Operation(hidden = true)
    @GetMapping(produces = PYTHON)
    ResponseEntity<byte[]> python(@PathVariable String id) {
        Job job = jobs.get(id);
        long steps = stepsFromInitialValues(job);
        return file(PYTHON_UTF_8, "run.py")
                .body(answers.file(() -> PyTorchScript.of(job.specification(), steps, properties.scriptNumbers())
                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Operation(hidden = true)
    @GetMapping(produces = NOTEBOOK)
    ResponseEntity<byte[]> notebook(@PathVariable String id) {
        Job job = jobs.get(id);
        long steps = stepsFromInitialValues(job);
        Trajectory trajectory = Objects.requireNonNull(job.state().trajectory(), "a run that has ended has one");
        return file(NOTEBOOK, "run.ipynb")
                .body(answers.file(() -> Notebook.of(
                        job.specification(),
                        reader.tree(job.specification()),
                        steps,
                        RunText.steps(trajectory),
                        properties.scriptNumbers())));
    }

    private static long stepsFromInitialValues(Job job) {
        long steps = state(job).step();
        if (job.start().step() > 0) {
            throw new NotExportable("the run is a fork, which started from the state after step "
                    + job.start().step() + " of another job; a script starts from initial values");
        }
        return steps;
    }

    private static ResponseEntity.BodyBuilder file(String type, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(name));
    }

    private static Checkpoint state(Job job) {
        var result = job.state().result();
        if (result == null) {
            throw new NotYet(job, "trained model");
        }
        return result.checkpoint();
    }

    private static Precision precision(Job job, @Nullable Precision given) {
        return given == null ? Precision.of(job.specification()) : given;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notExportable(NotExportable e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT, "not-exportable", "This format cannot hold the run", e.getMessage());
    }
}
