package dev.downhill.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.data.CsvBounds;
import dev.downhill.data.CsvFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class DatasetStoreTest {
    @Test
    void theOldestLeavesWhereThereAreTooMany() {
        var store = new DatasetStore(new DatasetsProperties(10, 2, DataSize.ofKilobytes(1)));

        assertThat(store.add(dataset("first", 1))).isTrue();
        assertThat(store.add(dataset("second", 1))).isTrue();
        assertThat(store.add(dataset("third", 1))).isTrue();

        assertThat(store.list()).extracting(StoredDataset::id).containsExactly("third", "second");
        assertThat(store.find("first")).isNull();
    }

    @Test
    void theOldestLeaveWhereTheyTakeTooMuchRoom() {
        var store = new DatasetStore(new DatasetsProperties(10, 9, DataSize.ofBytes(100)));

        assertThat(store.add(dataset("first", 10))).isTrue();
        assertThat(store.add(dataset("second", 10))).isTrue();
        assertThat(store.add(dataset("large", 40))).isTrue();

        assertThat(store.list()).extracting(StoredDataset::id).containsExactly("large");
    }

    @Test
    void oneThatIsTooLargeAloneDrivesNobodyOut() {
        var store = new DatasetStore(new DatasetsProperties(10, 9, DataSize.ofBytes(100)));
        assertThat(store.add(dataset("small", 1))).isTrue();

        assertThat(store.add(dataset("huge", 60))).isFalse();

        assertThat(store.list()).extracting(StoredDataset::id).containsExactly("small");
    }

    @Test
    void whatIsRemovedMakesRoom() {
        var store = new DatasetStore(new DatasetsProperties(10, 9, DataSize.ofBytes(100)));
        assertThat(store.add(dataset("first", 40))).isTrue();

        assertThat(store.remove("first")).isTrue();

        assertThat(store.remove("first")).isFalse();
        assertThat(store.add(dataset("second", 40))).isTrue();
        assertThat(store.add(dataset("third", 5))).isTrue();
        assertThat(store.list()).hasSize(2);
    }

    private static StoredDataset dataset(String id, int rows) {
        var text = new ByteArrayInputStream(("x\n" + "1\n".repeat(rows)).getBytes(StandardCharsets.UTF_8));
        return new StoredDataset(id, "owner", null, Instant.EPOCH, CsvFile.read(text, new CsvBounds(100, 1, 100)));
    }
}
