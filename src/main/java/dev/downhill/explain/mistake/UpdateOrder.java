package dev.downhill.explain.mistake;

/** When the parameters of a step get their new values. */
enum UpdateOrder {
    /** After all gradients are computed: the right way. */
    TOGETHER,
    /**
     * Each as soon as its own gradient is known. The gradient goes back to earlier layers through the new weights; the activations are
     * those of the forward pass.
     */
    DURING_BACKWARD,
    /** One after the other, in their order; each gradient is computed anew, with the new values of those before. */
    FIRST_TO_LAST,
    /** As {@link #FIRST_TO_LAST}, beginning with the last. */
    LAST_TO_FIRST
}
