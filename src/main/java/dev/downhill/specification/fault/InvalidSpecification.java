package dev.downhill.specification.fault;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown for a specification that cannot run; it has every fault that was found. */
public final class InvalidSpecification extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * Returns an exception whose message lists the faults.
     *
     * @param faults at least one; the list is copied.
     */
    public InvalidSpecification(List<Fault> faults) {
        super(faults.stream()
                .map(fault -> fault.pointer() + ": " + fault.message())
                .collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** Returns the faults, in the order in which they were found. */
    public List<Fault> faults() {
        return faults;
    }
}
