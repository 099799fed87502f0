package dev.downhill.training.run;

import org.jspecify.annotations.Nullable;

/**
 * Says, after every step, whether a run is to end before its time.
 *
 * <p>A thread that interrupts the thread of a run ends the step that it takes; the run then asks here why. See
 * docs/decisions/0041-a-step-can-be-interrupted.md.
 */
@FunctionalInterface
public interface Interruption {
    /** Lets a run take all its steps. */
    Interruption NEVER = () -> null;

    /** Returns the outcome to end with, or null to go on. */
    @Nullable
    Outcome outcome();
}
