package dev.downhill.datasets;

import dev.downhill.data.csv.CsvSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A data set without its text.
 *
 * @param owner who brought it
 * @param bytes the length of the text
 */
record DescribedDataset(
        String id, String owner, @Nullable String name, Instant createdAt, int bytes, CsvSummary summary) {}
