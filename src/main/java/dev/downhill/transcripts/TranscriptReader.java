package dev.downhill.transcripts;

import dev.downhill.analysis.AnalysisProperties;
import dev.downhill.requests.RequestMemory;
import dev.downhill.requests.Specifications;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.fault.InvalidSpecification;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads a specification and the lines that are said to be its. */
@Component
final class TranscriptReader {
    private static final Set<String> FIELDS = Set.of("specification", "lines");
    private static final int LONGEST_LINE = 2_000;
    private static final long MOST_NUMBERS = 20_000;
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d.]*+");

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
        if (!json.isObject()) {
            faults.add("", "type", "an object with 'specification' and 'lines' is expected");
            faults.throwIfAny();
        }
        for (String field : json.propertyNames()) {
            if (!FIELDS.contains(field)) {
                faults.add("/" + field, "unknownField", "there is no field '" + field + "' here");
            }
        }
        List<String> lines = lines(json.path("lines"), faults);
        if (json.path("specification").isMissingNode()) {
            faults.add("/specification", "required", "'specification' is required");
        }
        faults.throwIfAny();
        JobSpecification specification = specification(json.get("specification"), memory);
        bound(specification, faults);
        faults.throwIfAny();
        return new Question(specification, lines);
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
        long numbers = lines.stream()
                .mapToLong(line -> NUMBER.matcher(line).results().count())
                .sum();
        if (numbers > MOST_NUMBERS) {
            faults.add(
                    "/lines",
                    "tooLarge",
                    "the lines have " + numbers + " numbers; at most " + MOST_NUMBERS + " are compared");
        }
        return lines;
    }

    private JobSpecification specification(JsonNode json, RequestMemory memory) {
        try {
            return specifications.read(memory, reader -> reader.read(json));
        } catch (InvalidSpecification e) {
            throw new InvalidSpecification(e.faults().stream()
                    .map(fault -> new Fault("/specification" + fault.pointer(), fault.code(), fault.message()))
                    .toList());
        }
    }

    /** Every number of every step is kept. */
    private void bound(JobSpecification job, Faults faults) {
        if (job.steps() > properties.transcriptSteps()) {
            faults.add(
                    "/specification/steps",
                    "tooLarge",
                    "there are " + job.steps() + " steps; at most " + properties.transcriptSteps() + " are compared");
        }
        long scalars = job.model().parameters().stream()
                .mapToLong(parameter -> parameter.initial().values().length)
                .sum();
        if (2 * scalars * job.steps() > mostRecorded) {
            faults.add(
                    "/specification/model",
                    "tooLarge",
                    "the steps have " + 2 * scalars * job.steps() + " numbers together; at most " + mostRecorded
                            + " are compared");
        }
    }
}
