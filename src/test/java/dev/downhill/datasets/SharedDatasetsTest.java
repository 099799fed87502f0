package dev.downhill.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.downhill.data.DataException;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.data.csv.CsvBounds;
import dev.downhill.data.csv.CsvFile;
import dev.downhill.data.csv.CsvOptions;
import dev.downhill.database.Database;
import dev.downhill.database.Schema;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.service.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Data sets are brought to one process and read by another on the same database. */
class SharedDatasetsTest {
    private static HikariDataSource source;

    private final MemoryBudget budget = MemoryBudget.of(10 << 20);

    @BeforeAll
    static void connect() {
        var config = new HikariConfig();
        config.setJdbcUrl(TestDatabase.create());
        config.setMaximumPoolSize(2);
        source = new HikariDataSource(config);
        Schema.migrate(source, "the database");
    }

    @AfterAll
    static void disconnect() {
        source.close();
    }

    @BeforeEach
    void begin() {
        int unused = new Database(source)
                .run(client -> client.sql("DELETE FROM dataset").update());
    }

    private DatasetStore store(int most, long mostBytes) {
        return new SharedDatasets(
                new Database(source), new DatasetsProperties(10, most, DataSize.ofBytes(mostBytes)), budget);
    }

    private StoredDataset dataset(String id, String owner, int rows) {
        String text = "x\n" + "1.5\n".repeat(rows);
        CsvFile file = CsvFile.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                CsvOptions.DEFAULT,
                new CsvBounds(1_000_000, 1, 1_000_000),
                ReadingAllowance.UNLIMITED);
        return new StoredDataset(
                id, owner, "of " + owner, Instant.EPOCH, file, budget.reserve(Holder.DATASETS, file.bytes()));
    }

    @Test
    void anotherProcessHasTheSame() {
        StoredDataset dataset = dataset("same", "ada", 20);
        store(9, 100_000).add(dataset);

        DatasetStore other = store(9, 100_000);

        assertThat(other.get("same")).contains(dataset.description());
        assertThat(other.list()).containsExactly(dataset.description());
        assertThat(other.find("same"))
                .extracting(CsvFile::utf8)
                .isEqualTo(dataset.file().utf8());
        assertThat(other.find("other")).isNull();
    }

    @Test
    void boundsAreThoseOfAllProcesses() {
        store(2, 100_000).add(dataset("one", "ada", 20));
        store(2, 100_000).add(dataset("two", "ada", 20));
        store(2, 100_000).add(dataset("three", "ada", 20));
        assertThat(store(2, 100_000).list()).extracting(DescribedDataset::id).containsExactly("three", "two");

        store(9, 2_000).add(dataset("four", "ada", 100));

        assertThat(store(9, 2_000).list()).extracting(DescribedDataset::id).containsExactly("four", "three");
    }

    @Test
    void largeUploadEvictsNoSmallerOwner() {
        store(9, 6_000).add(dataset("of bob", "bob", 400));

        assertThatThrownBy(() -> store(9, 6_000).add(dataset("large", "eve", 1000)))
                .isInstanceOf(DatasetsFull.class);
        assertThatThrownBy(() -> store(9, 6_000).add(dataset("huge", "eve", 2000)))
                .isInstanceOf(DataException.class);

        assertThat(store(9, 6_000).list()).extracting(DescribedDataset::id).containsExactly("of bob");
        assertThat(budget.held(Holder.DATASETS)).isZero();
    }

    @Test
    void removedOneIsGoneForAll() {
        DatasetStore other = store(9, 100_000);
        store(9, 100_000).add(dataset("removed", "ada", 20));
        assertThat(other.find("removed")).isNotNull();

        assertThat(store(9, 100_000).remove("removed")).isTrue();

        assertThat(other.find("removed")).isNull();
        assertThat(other.remove("removed")).isFalse();
    }

    @Test
    void loadedTextsTakeBoundedMemory() {
        DatasetStore store = store(9, 10_000);
        for (int i = 0; i < 5; i++) {
            store.add(dataset("set " + i, "ada", 300));
        }
        for (int i = 0; i < 50; i++) {
            assertThat(store.find("set " + i % 5)).isNotNull();
            assertThat(budget.held(Holder.DATASETS)).isBetween(1L, 10_000L);
        }
    }
}
