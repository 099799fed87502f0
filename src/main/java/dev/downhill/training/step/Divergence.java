package dev.downhill.training.step;

import org.jspecify.annotations.Nullable;

/**
 * The first number of a run that was not finite.
 *
 * @param step the step that computed it and did not take effect; if the loss after the last update is not finite, the
 *     number of steps plus one, as in a longer run.
 * @param kind the part of the step.
 * @param parameter whose gradient or update it belongs to; null for the loss, and for the state of an optimizer.
 */
public record Divergence(long step, Kind kind, @Nullable String parameter) {
    /** The part of a step that computed the number. */
    public enum Kind {
        /** The loss of the forward pass. */
        LOSS,
        /** A gradient, although the loss is finite. */
        GRADIENT,
        /** The value after the update, although loss and gradients are finite. */
        UPDATE
    }

    /**
     * Returns the divergence of a loss.
     *
     * @param step the step that computed it, from 1
     */
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
