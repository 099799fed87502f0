package dev.downhill.engine.autograd;

/** Shapes that an operation cannot take; the message names the operation and the shapes. */
public final class ShapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }

    ShapeException(Op op, ShapeException cause) {
        super(op.name() + ": " + cause.getMessage(), cause);
    }
}
