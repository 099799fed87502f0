package dev.downhill.specification.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects faults, so that a response can list all of them at once, up to {@link #MOST}.
 *
 * <p>A reader adds each fault and reads on; the outermost reader ends with {@link #checked}. The class is not
 * thread-safe.
 */
public final class Faults {
    /**
     * The number of faults after which the search stops, so that a request with a million faults is refused as soon as
     * any other.
     */
    public static final int MOST = 100;

    private final List<Fault> found;
    private final String prefix;

    /** Returns an empty collection for a whole document. */
    public Faults() {
        this(new ArrayList<>(), "");
    }

    private Faults(List<Fault> found, String prefix) {
        this.found = found;
        this.prefix = prefix;
    }

    /**
     * Returns the same faults for the reader of a part: what it adds stands under the pointer of the part.
     *
     * @param pointer of the part, such as {@code /changes}
     */
    public Faults under(String pointer) {
        return new Faults(found, prefix + pointer);
    }

    /**
     * Adds a fault.
     *
     * @param pointer within the part that these faults are for
     * @throws InvalidSpecification if that makes {@link #MOST}
     */
    public void add(String pointer, String code, String message) {
        found.add(new Fault(prefix + pointer, code, message));
        if (found.size() >= MOST) {
            throwIfAny();
        }
    }

    /**
     * Returns what a reader of a part returns, or null after adding the faults that it throws.
     *
     * @throws InvalidSpecification if they make {@link #MOST}
     */
    public <T> @Nullable T collect(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (InvalidSpecification e) {
            e.faults().forEach(fault -> add(fault.pointer(), fault.code(), fault.message()));
            return null;
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

    /**
     * Returns what was read; it is there if nothing was found.
     *
     * @throws InvalidSpecification if anything was found
     */
    public <T> T checked(@Nullable T read) {
        throwIfAny();
        if (read == null) {
            throw new IllegalStateException("a part is missing, but no fault was found");
        }
        return read;
    }
}
