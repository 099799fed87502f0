package dev.downhill.training.step;

import org.jspecify.annotations.Nullable;

/**
 * The first number of a run that was not finite.
 *
 * @param step the step that computed it and did not take effect; if the loss after the last update is not finite,
 *     the number of steps plus one, as in a longer run
 * @param parameter whose gradient or update it belongs to; null for the loss, and for the state of an optimizer
 */
public record Divergence(long step, Kind kind, @Nullable String parameter) {
    /** The part of a step that computed the number. */
    public enum Kind {
        LOSS,
        GRADIENT,
        UPDATE
    }

    public static Divergence ofLoss(long step) {
        return new Divergence(step, Kind.LOSS, null);
    }

    /** Returns the name of the tensor in JSON and in messages. */
    public String tensor() {
        String of = parameter == null ? "" : " of " + parameter;
        return switch (kind) {
            case LOSS -> "loss";
            case GRADIENT -> "the gradient" + of;
            case UPDATE -> "the update" + of;
        };
    }
}
