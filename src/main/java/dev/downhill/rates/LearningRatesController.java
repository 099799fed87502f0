package dev.downhill.rates;

import dev.downhill.analysis.AnalysisProperties;
import dev.downhill.analysis.Answers;
import dev.downhill.api.BadParameter;
import dev.downhill.api.picture.Drawing;
import dev.downhill.api.picture.PictureConverter;
import dev.downhill.api.picture.PlotRequest;
import dev.downhill.explain.rate.RateRange;
import dev.downhill.explain.rate.RateTest;
import dev.downhill.export.plot.Figure;
import dev.downhill.export.plot.RatesFigure;
import dev.downhill.export.plot.Scale;
import dev.downhill.requests.RequestMemory;
import dev.downhill.requests.Specifications;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /learning-rates}. */
@RestController
@Tag(name = "Learning rates", description = "Which learning rate suits a specification.")
class LearningRatesController {
    private static final int LEAST_STEPS = 10;
    private static final int MOST_STEPS = 1000;
    private static final double GREATEST_RATE = 1e6;
    private static final double LEAST_RATE = 1e-12;

    private static final String EXAMPLE = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]}}""";

    private final Specifications specifications;
    private final Answers answers;
    private final double mostWork;

    /** The time after which the best estimate of the sharpness so far is taken. */
    private final long nanoseconds;

    LearningRatesController(
            Specifications specifications, Answers answers, Limits limits, AnalysisProperties properties) {
        this.specifications = specifications;
        this.answers = answers;
        this.mostWork = limits.work();
        this.nanoseconds = properties.maxTime().toNanos() / 4;
    }

    @Operation(
            operationId = "testLearningRates",
            summary =
                    "The loss against a learning rate that grows, and the rates at which it falls fastest and diverges",
            description =
                    "Trains the specification from its initial weights while the rate grows exponentially from step "
                            + "to step: the range test of Smith and of fastai. `limit` is 2 / sharpness at the initial weights, above "
                            + "which plain gradient descent grows. The steps, schedule, test rows and stopping rules of the "
                            + "specification are not used. As a picture, the dashed lines are these three rates.")
    @ApiResponse(
            responseCode = "200",
            description = "the test",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = RateTest.class)),
                @Content(mediaType = PictureConverter.SVG, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary"))
            })
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/JobSpecification"),
                            examples = @ExampleObject(name = "y = 3x", value = EXAMPLE)))
    @PostMapping(path = "/learning-rates", produces = MediaType.APPLICATION_JSON_VALUE)
    RateTest test(
            @RequestBody JsonNode json,
            @Parameter(description = "the first rate, from 1e-12") @RequestParam(defaultValue = "1e-7") double from,
            @Parameter(description = "the last rate, to 1e6") @RequestParam(defaultValue = "10") double to,
            @Parameter(description = "the number of rates, 10 to 1000") @RequestParam(defaultValue = "100") int steps,
            @Parameter(hidden = true) @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory) {
        RateRange rates = rates(from, to, steps);
        JobSpecification job = read(json, rates, memory);
        return answers.compute(RateTest.estimate(job, rates), () -> RateTest.of(job, rates, nanoseconds));
    }

    @Operation(hidden = true)
    @PostMapping(
            path = "/learning-rates",
            produces = {PictureConverter.SVG, MediaType.IMAGE_PNG_VALUE})
    Drawing plot(
            @RequestBody JsonNode json,
            @RequestParam(defaultValue = "1e-7") double from,
            @RequestParam(defaultValue = "10") double to,
            @RequestParam(defaultValue = "100") int steps,
            @RequestParam(defaultValue = "log") Scale scale,
            @Valid PlotRequest plot,
            @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory) {
        RateRange rates = rates(from, to, steps);
        JobSpecification job = read(json, rates, memory);
        return () -> plot.picture(figure(RateTest.of(job, rates, nanoseconds), job.name(), scale, plot.pixels()));
    }

    private static Figure figure(RateTest test, @Nullable String name, Scale scale, int width) {
        var figure = new RatesFigure(test.learningRate(), width).curve("loss", test.loss(), scale);
        if (!test.loss().equals(test.smoothedLoss())) {
            figure.curve("smoothed", test.smoothedLoss(), scale);
        }
        return figure.mark("steepest", test.steepest())
                .mark("diverges", test.diverges())
                .mark("2 / sharpness", test.limit())
                .of(name == null ? "" : name, scale);
    }

    private static RateRange rates(double from, double to, int steps) {
        if (!(from >= LEAST_RATE && from <= GREATEST_RATE)) {
            throw new BadParameter("from", "it does not lie between " + LEAST_RATE + " and " + GREATEST_RATE);
        }
        if (!(to > from && to <= GREATEST_RATE)) {
            throw new BadParameter("to", "it must be greater than 'from' and at most " + GREATEST_RATE);
        }
        if (steps < LEAST_STEPS || steps > MOST_STEPS) {
            throw new BadParameter("steps", "it does not lie between " + LEAST_STEPS + " and " + MOST_STEPS);
        }
        return new RateRange(from, to, steps);
    }

    private JobSpecification read(JsonNode json, RateRange rates, RequestMemory memory) {
        JobSpecification job = specifications.read(memory, reader -> reader.read(json));
        double work = RateTest.work(job, rates);
        if (work > mostWork) {
            throw new BadParameter(
                    "steps",
                    "steps x scalars in all parameters x rows of a step is " + work + ", at most " + mostWork
                            + " is allowed");
        }
        return job;
    }
}
