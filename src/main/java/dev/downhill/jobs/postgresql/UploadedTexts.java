package dev.downhill.jobs.postgresql;

import dev.downhill.data.ReadingAllowance;
import dev.downhill.data.csv.CsvBounds;
import dev.downhill.data.csv.CsvFile;
import dev.downhill.data.csv.CsvOptions;
import dev.downhill.data.csv.Datasets;
import dev.downhill.database.Database;
import dev.downhill.specification.SpecificationText;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The uploaded data sets that kept jobs use: a job outlives the upload, and the process that has it. */
final class UploadedTexts implements Datasets {
    private static final String UNUSED = "NOT EXISTS (SELECT FROM job WHERE job.uploaded = uploaded_text.id)"
            + " AND NOT EXISTS (SELECT FROM dataset WHERE dataset.id = uploaded_text.id)";
    private static final JsonMapper JSON = new JsonMapper();
    private static final CsvBounds NONE = new CsvBounds(Integer.MAX_VALUE / 4, CsvBounds.COLUMNS, Long.MAX_VALUE / 4);

    private final Database database;
    private final Datasets uploads;

    /** @param uploads the data sets that users see */
    UploadedTexts(Database database, Datasets uploads) {
        this.database = database;
        this.uploads = uploads;
    }

    /** A data set that a job uses. */
    record Used(String id, CsvFile file) {}

    /** Returns the data set that a specification names, on a thread of its client; null if it names none. */
    @Nullable
    Used usedBy(SpecificationText specification) {
        if (!specification.text().contains("\"datasetId\":\"")) {
            return null;
        }
        String id = specification.json().at("/data/datasetId").asString("");
        CsvFile file = uploads.find(id);
        CsvFile known = file == null && !id.isEmpty() ? find(id) : file;
        return known == null ? null : new Used(id, known);
    }

    /** Keeps a data set, if the database does not have it; the transaction keeps others from removing it. */
    static void keep(JdbcClient client, Used used) {
        boolean known = client.sql("SELECT 1 FROM uploaded_text WHERE id = :id FOR KEY SHARE")
                .param("id", used.id())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!known) {
            client.sql("INSERT INTO uploaded_text (id, utf8, options) VALUES (:id, :utf8, :options)"
                            + " ON CONFLICT DO NOTHING")
                    .param("id", used.id())
                    .param("utf8", used.file().utf8())
                    .param(
                            "options",
                            JSON.writeValueAsBytes(used.file().summary().options()))
                    .update();
        }
    }

    /** Removes the texts that no job and no data set uses; the caller opens a transaction. */
    static void removeUnused(JdbcClient client) {
        List<String> ids = client.sql("SELECT id FROM uploaded_text WHERE " + UNUSED + " FOR UPDATE SKIP LOCKED")
                .query((row, unused) -> row.getString("id"))
                .list();
        // A job that began to use one before the rows were locked is seen now.
        for (String id : ids) {
            client.sql("DELETE FROM uploaded_text WHERE id = :id AND " + UNUSED)
                    .param("id", id)
                    .update();
        }
    }

    @Override
    public @Nullable CsvFile find(String id) {
        Optional<CsvFile> found =
                database.run(client -> client.sql("SELECT utf8, options FROM uploaded_text WHERE id = :id")
                        .param("id", id)
                        .query((row, unused) -> CsvFile.read(
                                new ByteArrayInputStream(row.getBytes("utf8")),
                                JSON.readValue(row.getBytes("options"), CsvOptions.class),
                                NONE,
                                ReadingAllowance.UNLIMITED))
                        .optional());
        return found.orElse(null);
    }
}
