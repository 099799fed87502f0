package dev.downhill.sweeps;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/**
 * The body of {@code POST /sweeps} for the OpenAPI document; {@link SweepReader} reads it.
 *
 * @param grid values by JSON pointer
 */
record SweepRequest(
        @Schema(ref = "#/components/schemas/JobSpecification", requiredMode = Schema.RequiredMode.REQUIRED)
        Object specification,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Map<String, List<Object>> grid) {}
