package dev.downhill.jobs.export;

import dev.downhill.analysis.Answers;
import dev.downhill.api.BadParameter;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.explain.Steps;
import dev.downhill.training.evaluation.TextSample;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.run.RunCost;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /jobs/{id}/sample}. */
@RestController
@Tag(name = "Models")
class TextSampleController {
    private static final int LONGEST = 1_000;

    private final Jobs jobs;
    private final Steps steps;
    private final Answers answers;

    TextSampleController(Jobs jobs, Steps steps, Answers answers) {
        this.jobs = jobs;
        this.steps = steps;
        this.answers = answers;
    }

    /** @param step after which step the model wrote it */
    record TextSampleView(long step, String opening, String continuation) {}

    @Operation(
            operationId = "getSample",
            summary = "A text written by a model of characters",
            description = "The service draws each character by its probability, from the same random numbers at "
                    + "every step. 200 characters after the last step are the job's `result.sample`. A job "
                    + "whose data is not a text answers 422.")
    @GetMapping(path = "/jobs/{id}/sample", produces = MediaType.APPLICATION_JSON_VALUE)
    TextSampleView sample(
            @PathVariable String id,
            @Parameter(
                            description =
                                    "the step after which the weights are used; 0 for the initial weights; by default the last step")
                    @RequestParam(required = false)
                    @Nullable
                    Long step,
            @Parameter(description = "the number of characters, 1 to 1000") @RequestParam(defaultValue = "200")
                    int length) {
        if (length < 1 || length > LONGEST) {
            throw new BadParameter("length", length + " does not lie between 1 and " + LONGEST);
        }
        Job job = jobs.get(id);
        Checkpoint state = steps.afterOrLast(job, step);
        TextSample sample = answers.compute(
                estimate(job, length), () -> TextSample.of(job.specification(), state.parameters(), length));
        return new TextSampleView(state.step(), sample.opening(), sample.continuation());
    }

    /** A character is one row's forward pass. */
    private static Duration estimate(Job job, int length) {
        double rows = job.specification().data().training().rows();
        return RunCost.of(job.specification()).evaluations(length / rows);
    }
}
