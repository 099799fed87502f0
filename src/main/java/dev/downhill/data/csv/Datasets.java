package dev.downhill.data.csv;

import org.jspecify.annotations.Nullable;

/** Where the data sets are that users brought. */
@FunctionalInterface
public interface Datasets {
    /** Nobody brought any. */
    Datasets NONE = id -> null;

    /** Returns the data set of an id, or null. */
    @Nullable
    CsvFile find(String id);
}
