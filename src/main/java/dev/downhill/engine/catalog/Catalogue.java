package dev.downhill.engine.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of one thing, by name: the one list that reading, documentation and the API are made from.
 *
 * @param <T> the interface that the kinds implement
 */
public final class Catalogue<T> {
    private final String what;
    private final Map<String, Kind<T>> kinds = new LinkedHashMap<>();

    private Catalogue(String what) {
        this.what = what;
    }

    /**
     * Returns a catalogue of records that carry {@link Named} and whose components carry {@link Option}.
     *
     * @param what what the entries are, in the singular
     * @throws IllegalStateException if a class is not such a record
     */
    @SafeVarargs
    public static <T> Catalogue<T> of(String what, Class<? extends T>... records) {
        Catalogue<T> catalogue = new Catalogue<>(what);
        for (Class<? extends T> type : records) {
            Kind<T> kind = Kind.of(type);
            catalogue.kinds.put(kind.name(), kind);
        }
        return catalogue;
    }

    /** Returns what the entries are, in the singular: {@code optimizer}. */
    public String what() {
        return what;
    }

    /** Returns the kinds, in the order of the catalogue. */
    public List<Kind<T>> kinds() {
        return List.copyOf(kinds.values());
    }

    /** Returns the names, in the order of the catalogue. */
    public List<String> names() {
        return List.copyOf(kinds.keySet());
    }

    /** Returns the kind of a name, or null. */
    public @Nullable Kind<T> named(String name) {
        return kinds.get(name);
    }

    /**
     * Returns the name of the kind that something is of.
     *
     * @throws IllegalArgumentException if its class is not in the catalogue
     */
    public String nameOf(T entry) {
        return kindOf(entry).name();
    }

    /**
     * Returns the values of an entry's options by name, in the order of its kind.
     *
     * @throws IllegalArgumentException if its class is not in the catalogue
     */
    public Map<String, Object> optionsOf(T entry) {
        return kindOf(entry).valuesOf(entry);
    }

    private Kind<T> kindOf(T entry) {
        return kinds.values().stream()
                .filter(kind -> kind.type().isInstance(entry))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(entry + " is not in the catalogue of " + what));
    }
}
