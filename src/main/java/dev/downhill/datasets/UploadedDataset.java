package dev.downhill.datasets;

import dev.downhill.data.csv.CsvOptions;
import dev.downhill.data.csv.CsvSummary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A data set as JSON shows it.
 *
 * @param bytes how long its text is
 * @param preview the first rows as they stand; only where one data set is shown
 * @param options how it is read
 */
record UploadedDataset(
        String id,
        @Nullable String name,
        Instant createdAt,
        int bytes,
        int rows,
        List<DatasetColumn> columns,
        @Nullable List<List<String>> preview,
        Reading options,
        String self) {

    /**
     * A column.
     *
     * @param type {@code number}, where every cell that has a value is one, or {@code text}
     * @param missing how many cells have no value
     */
    record DatasetColumn(String name, String type, int missing) {
        static DatasetColumn of(CsvSummary.NamedType column) {
            return new DatasetColumn(column.name(), column.type().text(), column.missing());
        }
    }

    /**
     * The options with which a job reads the text by default.
     *
     * @param header whether the first line has the names of the columns
     * @param separator the separator of the fields
     * @param columns the columns that are read; empty for all columns
     * @param ignore the columns that are not read
     * @param missing the treatment of rows with missing values: {@code refuse}, {@code drop} or {@code mean}
     * @param oneHot the columns of words that become one column for each word
     */
    record Reading(
            boolean header,
            String separator,
            List<String> columns,
            List<String> ignore,
            String missing,
            List<String> oneHot) {
        static Reading of(CsvOptions options) {
            return new Reading(
                    options.hasHeader(),
                    String.valueOf(options.separator()),
                    options.columns(),
                    options.ignore(),
                    options.missing().name().toLowerCase(Locale.ROOT),
                    options.oneHot());
        }
    }

    static UploadedDataset of(DescribedDataset dataset) {
        return of(dataset, dataset.summary().preview());
    }

    static UploadedDataset withoutPreview(DescribedDataset dataset) {
        return of(dataset, null);
    }

    private static UploadedDataset of(DescribedDataset dataset, @Nullable List<List<String>> preview) {
        CsvSummary summary = dataset.summary();
        return new UploadedDataset(
                dataset.id(),
                dataset.name(),
                dataset.createdAt(),
                dataset.bytes(),
                summary.rows(),
                summary.columns().stream().map(DatasetColumn::of).toList(),
                preview,
                Reading.of(summary.options()),
                "/datasets/" + dataset.id());
    }
}
