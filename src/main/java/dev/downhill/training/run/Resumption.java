package dev.downhill.training.run;

import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.PackedPoints;
import java.util.List;

/**
 * The place where a run goes on that another process has begun.
 *
 * <p>The rest of the run takes the same steps as the whole run, to the last bit. So the checkpoint must be one after which the
 * other process took another step: a run that would have ended there does not notice that.
 *
 * @param checkpoint the state to go on from
 * @param recorded the points up to that state, in their order; later ones are left out
 */
public record Resumption(Checkpoint checkpoint, List<PackedPoints> recorded) {
    /** Copies the list. */
    public Resumption {
        recorded = List.copyOf(recorded);
    }
}
