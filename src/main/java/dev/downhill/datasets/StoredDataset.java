package dev.downhill.datasets;

import dev.downhill.data.csv.CsvFile;
import dev.downhill.memory.Reservation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A data set that a user brings.
 *
 * @param owner who brought it
 * @param memory what it holds; the store closes it when it removes the data set
 */
record StoredDataset(
        String id, String owner, @Nullable String name, Instant createdAt, CsvFile file, Reservation memory) {
    /** Returns how long the text is. */
    int bytes() {
        return file.utf8().length;
    }

    Eviction.Holding holding() {
        return new Eviction.Holding(id, owner, held());
    }

    DescribedDataset description() {
        return new DescribedDataset(id, owner, name, createdAt, bytes(), file.summary());
    }

    /** Returns how much memory it holds. */
    long held() {
        return memory.bytes();
    }
}
