package dev.downhill.transcripts;

import dev.downhill.analysis.Answers;
import dev.downhill.explain.transcript.Transcript;
import dev.downhill.explain.transcript.UnreadableTranscript;
import dev.downhill.requests.RequestMemory;
import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.training.run.RunCost;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    private final Answers answers;

    TranscriptsController(TranscriptReader reader, Answers answers) {
        this.reader = reader;
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
            summary = "The first line of a printout that disagrees with its own specification",
            description = "Returns the correct line, and every later wrong line. The service infers from the "
                    + "lines whether the loss and the weights are those before or after the update. It lists "
                    + "each number that it does not check, with the reason; `agrees` is true only if every "
                    + "number was checked and is right.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PrintedLines.class),
                            examples = @ExampleObject(name = "the table of y = 3x", value = EXAMPLE)))
    @PostMapping(path = "/transcripts", produces = MediaType.APPLICATION_JSON_VALUE)
    Transcript check(
            @RequestBody JsonNode json,
            @Parameter(hidden = true) @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory) {
        TranscriptReader.Question question = reader.read(json, memory);
        try {
            RunCost cost = RunCost.of(question.specification());
            Duration estimate =
                    cost.whole().plus(cost.evaluations(question.lines().size()));
            return answers.compute(estimate, () -> Transcript.of(question.specification(), question.lines()));
        } catch (UnreadableTranscript e) {
            throw new InvalidSpecification(List.of(new Fault("/lines", "unreadable", String.valueOf(e.getMessage()))));
        }
    }
}
