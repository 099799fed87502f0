package dev.downhill.data.csv;

import org.jspecify.annotations.Nullable;

/** The data sets that users uploaded. */
@FunctionalInterface
public interface Datasets {
    /** Nobody brought any. */
    Datasets NONE = id -> null;

    /** Returns the data set of an id, or null. */
    @Nullable
    CsvFile find(String id);
}
