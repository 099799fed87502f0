package dev.downhill.datasets;

import dev.downhill.data.CsvFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A data set that a user brought. Everyone may use it.
 *
 * @param owner who brought it, and may take it away
 */
record StoredDataset(String id, String owner, @Nullable String name, Instant createdAt, CsvFile file) {
    int bytes() {
        return file.utf8().length;
    }
}
