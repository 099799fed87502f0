package dev.downhill.engine.autograd;

/** Shapes that an operation cannot take; the message names the operation and the shapes. */
public final class ShapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Returns an exception that a client may read: the message becomes part of a fault.
     *
     * @param message the shapes that do not fit
     */
    public ShapeException(String message) {
        super(message);
    }

    ShapeException(Op op, ShapeException cause) {
        super(op.name() + ": " + cause.getMessage(), cause);
    }
}
