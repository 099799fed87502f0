package dev.downhill.datasets;

import dev.downhill.data.DataException;
import dev.downhill.data.csv.CsvFile;
import dev.downhill.data.csv.CsvSummary;
import dev.downhill.database.Database;
import dev.downhill.database.Nanos;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Data sets as rows that all processes share. The bounds are those of all rows together; a process has some texts in its memory
 * too.
 */
final class SharedDatasets implements DatasetStore {
    /** Only one process adds a data set at a time. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('downhill datasets'))";

    private static final String COLUMNS = "id, owner, name, created, bytes, summary";
    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;
    private final int most;
    private final long mostBytes;
    private final long mostOfOne;
    private final LoadedTexts loaded;

    SharedDatasets(Database database, DatasetsProperties properties, MemoryBudget budget) {
        this.database = database;
        this.most = properties.stored();
        this.mostBytes = properties.storedBytes().toBytes();
        this.mostOfOne = properties.mostBytes(budget.most(Holder.DATASETS));
        this.loaded = new LoadedTexts(budget, mostOfOne);
    }

    @Override
    public void add(StoredDataset dataset) {
        try (var memory = dataset.memory()) {
            if (memory.bytes() > mostOfOne) {
                throw new DataException("the text exceeds the storage limit of all data sets together");
            }
            int unused = database.atOnce(client -> {
                client.sql(LOCK).query((row, number) -> "").single();
                evictFor(client, dataset);
                return insert(client, dataset);
            });
        }
    }

    private void evictFor(JdbcClient client, StoredDataset dataset) {
        var eviction = new Eviction();
        client.sql("SELECT id, owner, held FROM dataset ORDER BY number")
                .query((row, unused) ->
                        new Eviction.Holding(row.getString("id"), row.getString("owner"), row.getLong("held")))
                .list()
                .forEach(eviction::add);
        eviction.add(dataset.holding());
        for (Eviction.Holding evicted : eviction.downTo(most, mostBytes)) {
            if (evicted.id().equals(dataset.id())) {
                throw new DatasetsFull();
            }
            delete(client, evicted.id());
        }
    }

    private static int insert(JdbcClient client, StoredDataset dataset) {
        CsvSummary summary = dataset.file().summary();
        client.sql("INSERT INTO uploaded_text (id, utf8, options) VALUES (:id, :utf8, :options)")
                .param("id", dataset.id())
                .param("utf8", dataset.file().utf8())
                .param("options", JSON.writeValueAsBytes(summary.options()))
                .update();
        return client.sql("""
                        INSERT INTO dataset (id, owner, name, created, bytes, held, summary)
                        VALUES (:id, :owner, :name, :created, :bytes, :held, :summary)
                        """)
                .param("id", dataset.id())
                .param("owner", dataset.owner())
                .param("name", plain(dataset.name()), Types.VARCHAR)
                .param("created", Nanos.of(dataset.createdAt()))
                .param("bytes", dataset.bytes())
                .param("held", dataset.held())
                .param("summary", JSON.writeValueAsBytes(summary))
                .update();
    }

    /** PostgreSQL's texts have no NUL. */
    private static @Nullable String plain(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    /** The text goes later, where no job uses it. */
    private static int delete(JdbcClient client, String id) {
        return client.sql("DELETE FROM dataset WHERE id = :id").param("id", id).update();
    }

    @Override
    public boolean remove(String id) {
        return get(id).isPresent() && database.run(client -> delete(client, id)) > 0;
    }

    @Override
    public Optional<DescribedDataset> get(String id) {
        if (id.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return database.run(client -> client.sql("SELECT " + COLUMNS + " FROM dataset WHERE id = :id")
                        .param("id", id)
                        .query(SharedDatasets::described)
                        .optional())
                .filter(dataset -> Caller.maySee(dataset.owner()));
    }

    @Override
    public List<DescribedDataset> list() {
        return database
                .run(client -> client.sql("SELECT " + COLUMNS + " FROM dataset ORDER BY number DESC")
                        .query(SharedDatasets::described)
                        .list())
                .stream()
                .filter(dataset -> Caller.maySee(dataset.owner()))
                .toList();
    }

    private static DescribedDataset described(ResultSet row, int unused) throws SQLException {
        return new DescribedDataset(
                row.getString("id"),
                row.getString("owner"),
                row.getString("name"),
                Nanos.instant(row.getLong("created")),
                row.getInt("bytes"),
                JSON.readValue(row.getBytes("summary"), CsvSummary.class));
    }

    @Override
    public @Nullable CsvFile find(String id) {
        DescribedDataset described = get(id).orElse(null);
        return described == null ? null : loaded.get(id, described.bytes(), () -> load(described));
    }

    private @Nullable CsvFile load(DescribedDataset described) {
        return database.run(client -> client.sql("SELECT utf8 FROM uploaded_text WHERE id = :id")
                        .param("id", described.id())
                        .query((row, unused) -> new CsvFile(row.getBytes("utf8"), described.summary()))
                        .optional())
                .orElse(null);
    }
}
