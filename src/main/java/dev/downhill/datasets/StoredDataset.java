package dev.downhill.datasets;

import dev.downhill.data.CsvFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A data set that a user brought.
 *
 * @param owner who brought it
 */
record StoredDataset(String id, String owner, @Nullable String name, Instant createdAt, CsvFile file) {
    int bytes() {
        return file.utf8().length;
    }
}
