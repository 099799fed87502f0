package dev.downhill.transcripts;

import dev.downhill.analysis.AnalysisProperties;
import dev.downhill.explain.transcript.printout.PrintedNumber;
import dev.downhill.requests.RequestMemory;
import dev.downhill.requests.Specifications;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.reading.Fields;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads a specification and the lines that are said to be its. */
@Component
final class TranscriptReader {
    private static final int LONGEST_LINE = 2_000;
    private static final long MOST_NUMBERS = 20_000;

    private final Specifications specifications;
    private final AnalysisProperties properties;
    private final long mostRecorded;

    TranscriptReader(Specifications specifications, Limits limits, AnalysisProperties properties) {
        this.specifications = specifications;
        this.properties = properties;
        this.mostRecorded = limits.recordedValues();
    }

    /** A specification and lines. */
    record Question(JobSpecification specification, List<String> lines) {}

    /**
     * Returns the question of a request.
     *
     * @throws InvalidSpecification with every fault that was found
     */
    Question read(JsonNode json, RequestMemory memory) {
        var faults = new Faults();
        Fields fields = Fields.of(json, "a question about a printout", faults);
        JsonNode given = fields.required("specification");
        JsonNode printed = fields.required("lines");
        fields.refuseOthers();
        List<String> lines = printed == null ? List.of() : lines(printed, faults);
        JobSpecification specification = given == null
                ? null
                : faults.under("/specification")
                        .collect(() -> specifications.read(memory, reader -> reader.read(given)));
        if (specification != null) {
            bound(specification, faults.under("/specification"));
        }
        return new Question(faults.checked(specification), lines);
    }

    private List<String> lines(JsonNode node, Faults faults) {
        if (node.isString()) {
            return bounded(
                    node.stringValue()
                            .lines()
                            .limit(properties.transcriptLines() + 1L)
                            .toList(),
                    "",
                    faults);
        }
        if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isString)) {
            faults.add("/lines", "type", "'lines' must be a text, or an array of texts");
            return List.of();
        }
        return bounded(
                node.valueStream()
                        .map(JsonNode::stringValue)
                        .limit(properties.transcriptLines() + 1L)
                        .toList(),
                "/",
                faults);
    }

    private List<String> bounded(List<String> lines, String separator, Faults faults) {
        if (lines.size() > properties.transcriptLines()) {
            faults.add(
                    "/lines",
                    "tooLarge",
                    "there are more than " + properties.transcriptLines() + " lines, the most that are accepted");
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).length() > LONGEST_LINE) {
                String place = separator.isEmpty() ? "/lines" : "/lines/" + i;
                faults.add(place, "tooLong", "line " + (i + 1) + " has more than " + LONGEST_LINE + " characters");
                return List.of();
            }
        }
        long numbers = PrintedNumber.count(lines);
        if (numbers > MOST_NUMBERS) {
            faults.add(
                    "/lines",
                    "tooLarge",
                    "the lines have " + numbers + " numbers; at most " + MOST_NUMBERS + " are compared");
        }
        return lines;
    }

    /** Every number of every step is kept. */
    private void bound(JobSpecification job, Faults faults) {
        if (job.steps() > properties.transcriptSteps()) {
            faults.add(
                    "/steps",
                    "tooLarge",
                    "there are " + job.steps() + " steps; at most " + properties.transcriptSteps() + " are compared");
        }
        long scalars = job.scalars();
        if (2 * scalars * job.steps() > mostRecorded) {
            faults.add(
                    "/model",
                    "tooLarge",
                    "the steps have " + 2 * scalars * job.steps() + " numbers together; at most " + mostRecorded
                            + " are compared");
        }
    }
}
