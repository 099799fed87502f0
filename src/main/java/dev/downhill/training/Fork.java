package dev.downhill.training;

import dev.downhill.training.fault.Fault;
import dev.downhill.training.fault.Faults;
import dev.downhill.training.fault.InvalidSpecification;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.SpecificationReader;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run that goes on from the state of another, with changes to its specification: what if?
 *
 * <p>Without changes it is the rest of the other run, number for number: it counts its steps on from there.
 *
 * @param start what the first step begins with
 */
public record Fork(JobSpecification specification, Checkpoint start) {
    /** What a state belongs to, so that another would make no sense of it. */
    private static final List<String> FIXED = List.of("model", "data", "frozen", "seed", "dtype", "zeroGrad");

    private static final String CHANGES = "/changes";

    /**
     * Returns a fork.
     *
     * @param changes to the specification with every default filled in, as a JSON merge patch (RFC 7396); but an object of
     *     another {@code type} replaces the one that is there
     * @throws InvalidSpecification if the changes are not possible; the pointers begin with {@code /changes}
     */
    public static Fork of(JobSpecification job, Checkpoint start, ObjectNode changes, SpecificationReader reader) {
        var faults = new Faults();
        for (String field : FIXED) {
            if (changes.has(field)) {
                faults.add(CHANGES + "/" + field, "fixed", "'" + field + "' stays as it is in a fork");
            }
        }
        String type = job.json().at("/optimizer/type").asString();
        JsonNode other = changes.at("/optimizer/type");
        if (!other.isMissingNode() && !other.asString("").equals(type)) {
            faults.add(CHANGES + "/optimizer/type", "fixed", "the state is that of '" + type + "'; the type stays");
        }
        faults.throwIfAny();
        JobSpecification changed = read(merge(job.json(), changes), reader);
        if (!changed.optimizer().state().equals(job.optimizer().state())) {
            faults.add(
                    CHANGES + "/optimizer",
                    "state",
                    "with these options '" + type + "' keeps "
                            + named(changed.optimizer().state()) + ", but the state has "
                            + named(job.optimizer().state()));
        }
        if (changed.steps() <= start.step()) {
            faults.add(
                    changes.has("steps") ? CHANGES + "/steps" : "/step",
                    "range",
                    "after step " + start.step() + " there is none to take: 'steps' is " + changed.steps());
        }
        faults.throwIfAny();
        boolean sameBatches = changed.batching().equals(job.batching());
        return new Fork(
                changed,
                new Checkpoint(
                        start.step(),
                        start.parameters(),
                        start.state(),
                        sameBatches ? start.place() : start.place().inNewEpoch()));
    }

    private static String named(List<String> state) {
        return state.isEmpty() ? "nothing" : String.join(", ", state);
    }

    private static JobSpecification read(JsonNode json, SpecificationReader reader) {
        try {
            return reader.read(json);
        } catch (InvalidSpecification e) {
            throw new InvalidSpecification(e.faults().stream()
                    .map(fault -> new Fault(CHANGES + fault.pointer(), fault.code(), fault.message()))
                    .toList());
        }
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        boolean anotherType = patch.has("type") && !patch.get("type").equals(target.get("type"));
        ObjectNode merged = anotherType ? target.objectNode() : target.deepCopy();
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode before = merged.get(field.getKey());
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode object) {
                merged.set(field.getKey(), merge(before instanceof ObjectNode old ? old : merged.objectNode(), object));
            } else {
                merged.set(field.getKey(), field.getValue());
            }
        }
        return merged;
    }
}
