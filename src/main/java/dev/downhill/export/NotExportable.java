package dev.downhill.export;

/** A run that a format cannot hold. */
public final class NotExportable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotExportable(String why) {
        super(why);
    }
}
