package dev.downhill.datasets;

import dev.downhill.data.CsvSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data set as JSON shows it.
 *
 * @param bytes how long its text is
 * @param preview the first rows as they stand; only where one data set is shown
 */
record UploadedDataset(
        String id,
        @Nullable String name,
        Instant createdAt,
        int bytes,
        int rows,
        List<DatasetColumn> columns,
        @Nullable List<List<String>> preview,
        String self) {

    /**
     * A column.
     *
     * @param type {@code number}, where every field is one, or {@code text}
     */
    record DatasetColumn(String name, String type) {
        static DatasetColumn of(CsvSummary.NamedType column) {
            return new DatasetColumn(column.name(), column.type().text());
        }
    }

    static UploadedDataset of(StoredDataset dataset) {
        return of(dataset, dataset.file().summary().preview());
    }

    static UploadedDataset withoutPreview(StoredDataset dataset) {
        return of(dataset, null);
    }

    private static UploadedDataset of(StoredDataset dataset, @Nullable List<List<String>> preview) {
        CsvSummary summary = dataset.file().summary();
        return new UploadedDataset(
                dataset.id(),
                dataset.name(),
                dataset.createdAt(),
                dataset.bytes(),
                summary.rows(),
                summary.columns().stream().map(DatasetColumn::of).toList(),
                preview,
                "/datasets/" + dataset.id());
    }
}
