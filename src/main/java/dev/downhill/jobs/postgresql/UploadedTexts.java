package dev.downhill.jobs.postgresql;

import dev.downhill.data.csv.CsvFile;
import dev.downhill.data.csv.Datasets;
import org.jspecify.annotations.Nullable;

/** The uploaded data sets that jobs of the database use. */
final class UploadedTexts implements Datasets {
    @Override
    public @Nullable CsvFile find(String id) {
        return null;
    }
}
