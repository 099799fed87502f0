package dev.downhill.explain.layer;

/** A layer or an element that a request names and that cannot be opened. */
public final class LayerFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String parameter;

    /** @param parameter the parameter of the request that is at fault */
    LayerFault(String parameter, String what) {
        super(what);
        this.parameter = parameter;
    }

    /** Returns the parameter of the request that is at fault. */
    public String parameter() {
        return parameter;
    }
}
