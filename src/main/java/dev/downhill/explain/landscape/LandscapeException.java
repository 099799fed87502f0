package dev.downhill.explain.landscape;

/** A question about a landscape that has no answer. */
public final class LandscapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String parameter;

    /** @param parameter which part of the question is at fault: {@code x}, {@code yMin}, {@code points} */
    LandscapeException(String parameter, String what) {
        super(what);
        this.parameter = parameter;
    }

    public String parameter() {
        return parameter;
    }
}
