package dev.downhill.export.plot;

/** More curves than a picture shows. */
public final class TooManyCurves extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyCurves(int curves, int most) {
        super("these are " + curves + " curves; at most " + most + " are drawn");
    }
}
