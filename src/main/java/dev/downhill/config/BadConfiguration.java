package dev.downhill.config;

import java.util.List;

/** Properties with which the service does not start. */
public final class BadConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param faults what is wrong, a sentence each
     * @param action what to do about it
     */
    public BadConfiguration(List<String> faults, String action) {
        super(String.join("\n", faults));
        this.action = action;
    }

    String action() {
        return action;
    }
}
