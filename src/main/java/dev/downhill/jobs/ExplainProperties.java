package dev.downhill.jobs;

import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of explaining a step.
 *
 * @param checkpoints the greatest number of checkpoints of a run, from which its steps are repeated
 * @param checkpointBytes the bytes of the checkpoints of a run
 * @param numbers the numbers in all values of one step
 * @param drawingParts the boxes, lines and bends in the drawing of a graph
 */
@Validated
@ConfigurationProperties("downhill.explain")
public record ExplainProperties(
        @DefaultValue("64") @Min(0) @Max(1_000_000) int checkpoints,
        @DefaultValue("16MB") @Min(1) DataSize checkpointBytes,
        @DefaultValue("16000000") @Min(1) long numbers,
        @DefaultValue("8000") @Min(1) int drawingParts) {

    public Checkpoints checkpointsFrom(Checkpoint start) {
        return new Checkpoints(start, checkpoints, checkpointBytes.toBytes());
    }
}
