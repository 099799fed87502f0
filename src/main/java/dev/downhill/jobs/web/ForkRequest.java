package dev.downhill.jobs.web;

import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.reading.Fields;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The request for a fork: the step to continue from, and the changes.
 *
 * @param step the fork starts from the state after this step; 0 for the initial state
 * @param changes to the specification, as a JSON merge patch
 * @param parameters new values of single numbers, by their names
 */
record ForkRequest(
        @Schema(description = "the fork starts from the state after this step", example = "5")
        long step,

        @Schema(
                type = "object",
                requiredMode = Schema.RequiredMode.NOT_REQUIRED,
                description = "a JSON merge patch (RFC 7396) on the specification",
                example = "{\"optimizer\": {\"learningRate\": 0.2}}")
        ObjectNode changes,

        @Schema(
                requiredMode = Schema.RequiredMode.NOT_REQUIRED,
                description = "new values of single weights, by their names",
                example = "{\"0.weight[1][0]\": 0.5}")
        Map<String, Double> parameters) {
    private static final int MOST_NUMBERS = 1000;

    /** @throws dev.downhill.specification.fault.InvalidSpecification with every fault that was found */
    static ForkRequest of(JsonNode json) {
        var faults = new Faults();
        Fields fields = Fields.of(json, "a fork", faults);
        boolean hasStep = fields.required("step") != null;
        long step = hasStep ? fields.whole("step", 0, Long.MIN_VALUE, Long.MAX_VALUE) : 0;
        Fields changes = fields.object("changes");
        Map<String, Double> parameters = parameters(fields);
        fields.refuseOthers();
        faults.throwIfAny();
        return new ForkRequest(
                step, changes == null ? JsonNodeFactory.instance.objectNode() : changes.json(), parameters);
    }

    private static Map<String, Double> parameters(Fields fields) {
        Fields given = fields.object("parameters");
        Map<String, Double> parameters = new LinkedHashMap<>();
        if (given == null) {
            return parameters;
        }
        if (given.json().size() > MOST_NUMBERS) {
            fields.refuse("parameters", "tooLarge", "at most " + MOST_NUMBERS + " numbers are accepted");
            return parameters;
        }
        given.json().forEachEntry((name, value) -> {
            if (value.isNumber() && Double.isFinite(value.doubleValue())) {
                parameters.put(name, value.doubleValue());
            } else {
                given.refuse(name, "type", "a weight must be a finite number, not " + Fields.kindOf(value));
            }
        });
        return parameters;
    }
}
