package dev.downhill.data.csv;

import org.jspecify.annotations.Nullable;

/** The data sets that users uploaded. */
@FunctionalInterface
public interface Datasets {
    /** No uploaded data sets. */
    Datasets NONE = id -> null;

    /** Returns the data set with an id, or null. */
    @Nullable
    CsvFile find(String id);
}
