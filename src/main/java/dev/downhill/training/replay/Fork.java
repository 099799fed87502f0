package dev.downhill.training.replay;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.model.Parameter;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run that continues from the state of another, with changes to its specification.
 *
 * <p>Without changes it is the rest of the other run, number for number: it counts its steps on from there. Its
 * specification describes its steps, and holds no state: on its own, it is a whole run from step 1. See
 * docs/decisions/0017-forks-go-on-counting.md.
 *
 * @param specification with the changes
 * @param start the state before its first step
 */
public record Fork(JobSpecification specification, Checkpoint start) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The fields that a state belongs to: with other values it would have no meaning. */
    private static final List<String> FIXED = List.of("model", "data", "frozen", "seed", "dtype", "zeroGrad");

    /** Fields that exclude each other: one that is given takes the place of the other. */
    private static final Map<String, String> ALTERNATIVES =
            Map.of("steps", "epochs", "epochs", "steps", "norm", "value", "value", "norm");

    /**
     * Returns a fork.
     *
     * @param job the specification of the other run.
     * @param start a checkpoint of the other run.
     * @param changes to the specification with every default filled in, as a JSON merge patch (RFC 7396). But an object
     *     of another {@code type} replaces the old one, and so does one of two exclusive fields.
     * @param reader reads the changed specification.
     * @throws InvalidSpecification if the changes are not possible; the pointers begin with {@code /changes}.
     */
    public static Fork of(JobSpecification job, Checkpoint start, ObjectNode changes, SpecificationReader reader) {
        var faults = new Faults();
        Faults ofChanges = faults.under("/changes");
        ObjectNode json = reader.tree(job);
        for (String field : FIXED) {
            if (changes.has(field) && !same(changes.get(field), json.get(field))) {
                ofChanges.add("/" + field, "fixed", "'" + field + "' cannot change in a fork");
            }
        }
        String type = json.at("/optimizer/type").asString();
        boolean byName = changes.path("optimizer").isString();
        String place = byName ? "/optimizer" : "/optimizer/type";
        JsonNode other = changes.at(place);
        if (!other.isMissingNode() && !other.asString("").equals(type)) {
            ofChanges.add(place, "fixed", "the state is that of '" + type + "'; the type stays");
        }
        faults.throwIfAny();
        JobSpecification changed =
                faults.checked(ofChanges.collect(() -> reader.readChanged(merge(json, changes), job)));
        if (!changed.optimizer().state().equals(job.optimizer().state())) {
            ofChanges.add(
                    "/optimizer",
                    "state",
                    "with these options '" + type + "' keeps "
                            + named(changed.optimizer().state()) + ", but the state has "
                            + named(job.optimizer().state()));
        }
        if (changed.steps() <= start.step()) {
            faults.add(
                    changes.has("steps") ? "/changes/steps" : "/step",
                    "range",
                    "after step " + start.step() + " no step is left to take, because 'steps' is " + changed.steps());
        }
        faults.throwIfAny();
        Checkpoint.Place stands = start.place();
        if (!changed.batching().equals(job.batching())) {
            stands = stands.inNewEpoch();
        }
        if (!changed.stop().equals(job.stop()) || changed.stop().restoreBest()) {
            stands = stands.withFreshPatience();
        }
        return new Fork(changed, new Checkpoint(start.step(), start.parameters(), start.state(), stands));
    }

    /**
     * Returns the same fork with other values of some weights; the wait for a better loss starts anew.
     *
     * @param numbers the new values by their names: {@code w}, or an element such as {@code 0.weight[1][0]}
     * @throws InvalidSpecification if there is no such number; the pointers begin with {@code /parameters}
     */
    public Fork with(Map<String, Double> numbers) {
        if (numbers.isEmpty()) {
            return this;
        }
        Map<String, double[]> changed = new LinkedHashMap<>();
        var faults = new Faults();
        numbers.forEach((label, number) -> {
            for (Parameter parameter : specification.model().parameters()) {
                int index = parameter.indexOf(label);
                if (index >= 0) {
                    double[] values = changed.computeIfAbsent(
                            parameter.name(),
                            name -> Objects.requireNonNull(start.parameters().get(name), name)
                                    .clone());
                    values[index] = specification.dtype().round(number);
                    return;
                }
            }
            faults.add(
                    "/parameters/" + label.replace("~", "~0").replace("/", "~1"),
                    "unknownParameter",
                    "the model has no number of this name; a number is named as in w or 0.weight[1][0]");
        });
        faults.throwIfAny();
        return new Fork(
                specification,
                start.after(
                        start.step(),
                        List.copyOf(changed.keySet()),
                        List.copyOf(changed.values()),
                        start.state(),
                        start.place().withFreshPatience()));
    }

    /** Returns whether two values are the same when they are written down. */
    private static boolean same(JsonNode one, JsonNode other) {
        return JSON.readTree(one.toString()).equals(JSON.readTree(other.toString()));
    }

    private static String named(List<String> state) {
        return state.isEmpty() ? "nothing" : String.join(", ", state);
    }

    /** Changes an object, or makes one that takes its place. */
    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        ObjectNode merged = isOfAnotherKind(target, patch) ? target.objectNode() : target;
        if (merged.has("epochs") && patch.hasNonNull("batchSize")) {
            merged.remove("steps");
        }
        for (String given : patch.propertyNames()) {
            String alternative = ALTERNATIVES.get(given);
            if (alternative != null && patch.hasNonNull(given) && !patch.hasNonNull(alternative)) {
                merged.remove(alternative);
            }
        }
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

    /** Returns whether a patch names another type, or is a formula in place of a type. */
    private static boolean isOfAnotherKind(ObjectNode target, ObjectNode patch) {
        boolean anotherType = patch.hasNonNull("type") && !patch.get("type").equals(target.get("type"));
        return anotherType || (patch.hasNonNull("expression") && target.has("type"));
    }
}
