package dev.downhill.jobs.web;

import dev.downhill.specification.fault.Faults;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The request for a fork: the step to continue from, and the changes.
 *
 * @param step the fork starts from the state after this step; 0 for the initial state
 * @param changes to the specification, as a JSON merge patch
 */
record ForkRequest(
        @Schema(description = "the fork starts from the state after this step", example = "5")
        long step,

        @Schema(
                type = "object",
                requiredMode = Schema.RequiredMode.NOT_REQUIRED,
                description = "a JSON merge patch (RFC 7396) of the specification",
                example = "{\"optimizer\": {\"learningRate\": 0.2}}")
        ObjectNode changes) {
    private static final Set<String> FIELDS = Set.of("step", "changes");

    /** @throws dev.downhill.specification.fault.InvalidSpecification with every fault that was found */
    static ForkRequest of(JsonNode json) {
        var faults = new Faults();
        if (!json.isObject()) {
            faults.add("", "type", "a fork must be an object with 'step' and 'changes'");
        }
        for (String field : json.propertyNames()) {
            if (!FIELDS.contains(field)) {
                faults.add("/" + field, "unknownField", "'" + field + "' is unknown; a fork has 'step' and 'changes'");
            }
        }
        JsonNode step = json.path("step");
        if (!step.canConvertToExactIntegral() || !step.canConvertToLong()) {
            faults.add("/step", step.isMissingNode() ? "required" : "type", "'step' must be the number of a step");
        }
        JsonNode changes = json.path("changes");
        if (!changes.isObject() && !changes.isMissingNode()) {
            faults.add("/changes", "type", "'changes' must be an object");
        }
        faults.throwIfAny();
        ObjectNode patch = changes instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        return new ForkRequest(step.asLong(), patch);
    }
}
