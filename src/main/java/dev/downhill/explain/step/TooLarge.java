package dev.downhill.explain.step;

/** A step with more numbers than an explanation may hold. */
public final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge(long numbers, long most) {
        super("the explanation of this step would take " + numbers + " numbers; at most " + most + " are held at once");
    }
}
