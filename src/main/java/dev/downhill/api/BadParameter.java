package dev.downhill.api;

/** A query parameter that says nothing sensible. */
public final class BadParameter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadParameter(String parameter, String what) {
        super("parameter '" + parameter + "': " + what);
    }
}
