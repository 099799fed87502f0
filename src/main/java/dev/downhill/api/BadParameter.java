package dev.downhill.api;

/** Thrown for a query parameter with an invalid value. */
public final class BadParameter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadParameter(String parameter, String what) {
        super("parameter '" + parameter + "': " + what);
    }
}
