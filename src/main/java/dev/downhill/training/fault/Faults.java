package dev.downhill.training.fault;

import java.util.ArrayList;
import java.util.List;

/** The faults found so far, so that all can be told at once. */
public final class Faults {
    private final List<Fault> found = new ArrayList<>();

    public void add(String pointer, String code, String message) {
        found.add(new Fault(pointer, code, message));
    }

    /** Returns whether nothing was found at a place or below it. */
    public boolean noneAt(String pointer) {
        return found.stream()
                .noneMatch(fault ->
                        fault.pointer().equals(pointer) || fault.pointer().startsWith(pointer + "/"));
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
