package dev.downhill.jobs.web;

import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.reading.Fields;
import io.swagger.v3.oas.annotations.media.Schema;
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
                description = "a JSON merge patch (RFC 7396) on the specification",
                example = "{\"optimizer\": {\"learningRate\": 0.2}}")
        ObjectNode changes) {
    /** @throws dev.downhill.specification.fault.InvalidSpecification with every fault that was found */
    static ForkRequest of(JsonNode json) {
        var faults = new Faults();
        Fields fields = Fields.of(json, "a fork", faults);
        boolean hasStep = fields.required("step") != null;
        long step = hasStep ? fields.whole("step", 0, Long.MIN_VALUE, Long.MAX_VALUE) : 0;
        Fields changes = fields.object("changes");
        fields.refuseOthers();
        faults.throwIfAny();
        return new ForkRequest(step, changes == null ? JsonNodeFactory.instance.objectNode() : changes.json());
    }
}
