package dev.downhill.jobs.export;

import dev.downhill.analysis.Answers;
import dev.downhill.data.Dataset;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.explain.StepNotFound;
import dev.downhill.jobs.explain.Steps;
import dev.downhill.requests.RequestMemory;
import dev.downhill.specification.PredictionRequest;
import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.reading.PredictionReader;
import dev.downhill.training.evaluation.PredictionHistory;
import dev.downhill.training.evaluation.Predictions;
import dev.downhill.training.evaluation.Predictor;
import dev.downhill.training.run.RunCost;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /jobs/{id}/predictions}. */
@RestController
@Tag(name = "Models")
class PredictionsController {
    private final Jobs jobs;
    private final Steps steps;
    private final Answers answers;
    private final PredictionReader reader;

    PredictionsController(Jobs jobs, Steps steps, Answers answers, ExportsProperties properties) {
        this.jobs = jobs;
        this.steps = steps;
        this.answers = answers;
        this.reader = new PredictionReader(properties.predictionRows());
    }

    @Operation(
            operationId = "predict",
            summary = "The predictions of a trained model",
            description = "`inputs` has the columns of the job's data without its target, in the units of that "
                    + "data: the service standardizes them if training did. A model of text takes `text` "
                    + "instead. `step` selects the weights after that step; `steps`, several in ascending order, gives "
                    + "one entry of `outputs` and `classes` for each.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(anyOf = {PredictionHistory.class, Predictions.class})))
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = PredictionBody.class),
                            examples = {
                                @ExampleObject(name = "firstLesson", value = "{\"inputs\": {\"x\": [2.0, 5.0]}}"),
                                @ExampleObject(name = "text", value = "{\"text\": \"to be or not to \"}")
                            }))
    @PostMapping(
            path = "/jobs/{id}/predictions",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Object predict(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @Parameter(hidden = true) @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory) {
        Job job = jobs.get(id);
        PredictionRequest request = reader.read(body, job.specification(), memory);
        List<Long> several = request.steps();
        if (several != null) {
            return history(job, several, request.rows());
        }
        Map<String, double[]> weights = weights(job, request.step());
        return answers.compute(() -> Predictor.predict(job.specification(), weights, request.rows()));
    }

    private PredictionHistory history(Job job, List<Long> several, Dataset rows) {
        Duration estimate = RunCost.of(job.specification())
                .evaluations((double) several.size()
                        * rows.rows()
                        / Math.max(1, job.specification().data().training().rows()));
        try {
            return steps.weights(
                    job, several, estimate, weights -> Predictor.predict(job.specification(), several, weights, rows));
        } catch (StepNotFound e) {
            throw new InvalidSpecification(List.of(new Fault("/steps", "notTaken", String.valueOf(e.getMessage()))));
        }
    }

    private Map<String, double[]> weights(Job job, @Nullable Long step) {
        try {
            return steps.afterOrLast(job, step).parameters();
        } catch (StepNotFound e) {
            throw new InvalidSpecification(List.of(new Fault("/step", "notTaken", String.valueOf(e.getMessage()))));
        }
    }

    /** For documentation. */
    private record PredictionBody(Map<String, Object> inputs, String text, Long step, List<Long> steps) {}
}
