package dev.downhill.specification.fault;

import java.util.ArrayList;
import java.util.List;

/** The faults found so far, so that all can be told at once: all, but not more than {@link #MOST}. */
public final class Faults {
    /**
     * The number of faults after which the search stops, so that a request with a million faults is refused as soon as
     * any other.
     */
    public static final int MOST = 100;

    private final List<Fault> found = new ArrayList<>();

    /**
     * Adds a fault.
     *
     * @throws InvalidSpecification if that makes {@link #MOST}
     */
    public void add(String pointer, String code, String message) {
        found.add(new Fault(pointer, code, message));
        if (found.size() >= MOST) {
            throwIfAny();
        }
    }

    /**
     * Ends the search.
     *
     * @throws InvalidSpecification if anything was found
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidSpecification(found);
        }
    }
}
