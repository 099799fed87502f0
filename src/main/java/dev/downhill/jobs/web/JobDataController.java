package dev.downhill.jobs.web;

import dev.downhill.api.BadParameter;
import dev.downhill.jobs.Jobs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /jobs/{id}/data}. */
@RestController
@Tag(name = "Results")
class JobDataController {
    private static final int MOST_ROWS = 10_000;

    private final Jobs jobs;

    JobDataController(Jobs jobs) {
        this.jobs = jobs;
    }

    @Operation(
            operationId = "getData",
            summary = "The training rows and the test rows of a job",
            description = "The rows are those that the model sees: generated, split and standardized. "
                    + "Predictions take inputs before standardization: x * deviation + mean, with "
                    + "`standardization` of this answer. With `features` the rows have the inputs as given, which "
                    + "predictions take too, and `standardization` scales the features.")
    @GetMapping(path = "/jobs/{id}/data", produces = MediaType.APPLICATION_JSON_VALUE)
    JobDataView data(
            @PathVariable String id,
            @Parameter(description = "the number of rows of each part, 1 to 10000") @RequestParam(defaultValue = "1000")
                    int limit) {
        if (limit < 1 || limit > MOST_ROWS) {
            throw new BadParameter("limit", limit + " does not lie between 1 and " + MOST_ROWS);
        }
        return JobDataView.of(jobs.get(id).specification().data(), limit);
    }
}
