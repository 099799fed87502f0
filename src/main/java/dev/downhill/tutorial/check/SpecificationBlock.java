package dev.downhill.tutorial.check;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.explain.transcript.printout.Deadline;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.tutorial.markup.Mark;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the specification in a document; each of its faults gets a place in the document. */
final class SpecificationBlock {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** About how many bytes a tree takes for one character of JSON. */
    private static final long BYTES_PER_CHARACTER = 32;

    private final Mark.Specification mark;
    private final Report report;

    SpecificationBlock(Mark.Specification mark, Report report) {
        this.mark = mark;
        this.report = report;
    }

    /** Returns the specification, or null after saying what is wrong. */
    @Nullable
    JobSpecification read(SpecificationReader reader) {
        String json = mark.content().text();
        if (json.isBlank()) {
            report.unreadable(mark.at(), "the specification '" + mark.specification() + "' is empty", null);
            return null;
        }
        Allowance.take(BYTES_PER_CHARACTER * json.length());
        try {
            return reader.taking(SpecificationBlock::take).read(JSON.readTree(json));
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            long at = location == null ? 0 : location.getCharOffset();
            int index = (int) Math.clamp(at, 0, json.length());
            say(index, "the specification is not JSON: " + e.getOriginalMessage());
        } catch (InvalidSpecification e) {
            Map<String, Integer> places = places(json);
            for (Fault fault : e.faults()) {
                String pointer = fault.pointer().isEmpty() ? "" : fault.pointer() + ": ";
                say(place(places, fault.pointer()), pointer + fault.message());
            }
        }
        return null;
    }

    private static void take(long bytes) {
        Deadline.stopIfInterrupted();
        Allowance.take(bytes);
    }

    private void say(int index, String message) {
        report.unreadable(mark.content().from(index), message, mark.specification());
    }

    /** Returns where each value stands, by its pointer. */
    private static Map<String, Integer> places(String json) {
        Map<String, Integer> places = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT) {
                    String pointer = parser.streamReadContext().pathAsPointer().toString();
                    places.putIfAbsent(
                            pointer, (int) parser.currentTokenLocation().getCharOffset());
                }
            }
        }
        return places;
    }

    /** Returns where a value stands, or what holds it if there is no such value. */
    private static int place(Map<String, Integer> places, String pointer) {
        String known = pointer;
        while (!places.containsKey(known) && !known.isEmpty()) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        return places.getOrDefault(known, 0);
    }
}
