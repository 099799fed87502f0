package dev.downhill.export.capsule;

/** Thrown when a capsule exceeds its limit. */
public final class CapsuleTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CapsuleTooLarge(long most) {
        super("a capsule has at most " + most + " bytes (downhill.capsules.size); open fewer 'steps', or train with a "
                + "larger 'record.every' in the specification");
    }
}
