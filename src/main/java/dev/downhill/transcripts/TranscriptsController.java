package dev.downhill.transcripts;

import dev.downhill.analysis.AnalysesBusy;
import dev.downhill.analysis.AnalysisProperties;
import dev.downhill.analysis.AnalysisTooLong;
import dev.downhill.analysis.Answers;
import dev.downhill.explain.mistake.MistakeSearch;
import dev.downhill.explain.mistake.Mistakes;
import dev.downhill.explain.transcript.Comparison;
import dev.downhill.explain.transcript.Transcript;
import dev.downhill.explain.transcript.UnreadableTranscript;
import dev.downhill.requests.RequestMemory;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.InvalidSpecification;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /transcripts}. */
@RestController
@Tag(name = "Transcripts", description = "Compare a tutorial's printout with the results of its own specification.")
class TranscriptsController {
    private static final String EXAMPLE = """
            {"specification": {"model": {"expression": "w * x", "parameters": {"w": 0.0}},
              "data": {"x": [2.0], "y": [6.0]}, "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10},
             "lines": ["step 1: w=2.4000, loss=36.0000", "step 2: w=2.8800, loss=5.7600", "step 3: w=3.0240, loss=0.9216"]}""";

    private final TranscriptReader reader;
    private final AnalysisProperties properties;
    private final Answers answers;

    TranscriptsController(TranscriptReader reader, Answers answers, AnalysisProperties properties) {
        this.reader = reader;
        this.properties = properties;
        this.answers = answers;
    }

    /**
     * A specification and the lines to compare with it.
     *
     * @param specification as for a job
     * @param lines as they are printed
     */
    @Schema(name = "PrintedLines")
    record PrintedLines(Map<String, Object> specification, List<String> lines) {}

    @Operation(
            operationId = "checkTranscript",
            summary =
                    "The first line of a printout that disagrees with its own specification, and the mistake that prints it",
            description = "Returns the correct line, and every later wrong line. The service infers from the "
                    + "lines whether the loss and the weights are those before or after the update. It lists "
                    + "each number that it does not check, with the reason; `agrees` is true only if every "
                    + "number was checked and is right. If a line is wrong, `mistakes` names the smallest change "
                    + "of the program that prints all lines, such as a forgotten `zero_grad`. "
                    + "`text/plain` has the same as lines for a terminal.")
    @ApiResponse(
            responseCode = "200",
            description = "the comparison",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = CheckedTranscript.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string"))
            })
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PrintedLines.class),
                            examples = @ExampleObject(name = "the table of y = 3x", value = EXAMPLE)))
    @PostMapping(path = "/transcripts", produces = MediaType.APPLICATION_JSON_VALUE)
    CheckedTranscript check(
            @RequestBody JsonNode json,
            @Parameter(hidden = true) @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory) {
        TranscriptReader.Question question = reader.read(json, memory);
        try {
            return answer(question);
        } catch (UnreadableTranscript e) {
            throw new InvalidSpecification(List.of(new Fault("/lines", "unreadable", String.valueOf(e.getMessage()))));
        }
    }

    @Operation(hidden = true)
    @PostMapping(path = "/transcripts", produces = MediaType.TEXT_PLAIN_VALUE)
    String checkAsText(
            @RequestBody JsonNode json,
            @Parameter(hidden = true) @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory) {
        return TranscriptText.of(check(json, memory));
    }

    /** The search for a mistake takes a thread of its own only if a line is wrong. */
    private CheckedTranscript answer(TranscriptReader.Question question) {
        JobSpecification job = question.specification();
        RunCost cost = RunCost.of(job);
        Duration estimate = cost.whole().plus(cost.evaluations(question.lines().size()));
        Comparison comparison = answers.compute(estimate, () -> Comparison.of(job, question.lines()));
        Transcript transcript = comparison.transcript();
        return CheckedTranscript.of(transcript, transcript.firstWrong() == null ? null : mistakes(job, comparison));
    }

    /** A client gets the comparison also where there is no time for the search. */
    private @Nullable Mistakes mistakes(JobSpecification job, Comparison comparison) {
        try {
            return answers.compute(() -> MistakeSearch.of(job, comparison, properties.timeForMistakes()));
        } catch (AnalysesBusy | AnalysisTooLong e) {
            return Mistakes.unknown("the service has no time for it now.");
        }
    }
}
