package dev.downhill.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.data.DataException;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.data.csv.CsvBounds;
import dev.downhill.data.csv.CsvFile;
import dev.downhill.data.csv.CsvOptions;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class DatasetStoreTest {
    private final MemoryBudget budget = MemoryBudget.of(10 << 20);

    @Test
    void evictsTheOldestOfTooMany() {
        DatasetStore store = store(2, 10_000);

        store.add(dataset("first", "ada", 100));
        store.add(dataset("second", "ada", 100));
        store.add(dataset("third", "ada", 100));

        assertThat(store.list()).extracting(DescribedDataset::id).containsExactly("third", "second");
        assertThat(store.find("first")).isNull();
    }

    @Test
    void evictsTheOldestBeyondTheByteLimit() {
        DatasetStore store = store(9, 10_000);

        store.add(dataset("first", "ada", 2_000));
        store.add(dataset("second", "ada", 2_000));
        store.add(dataset("large", "ada", 9_000));

        assertThat(store.list()).extracting(DescribedDataset::id).containsExactly("large");
    }

    @Test
    void uploadsOfOneOwnerEvictNoOtherOwner() {
        DatasetStore store = store(10, 100_000);
        store.add(dataset("of bob", "bob", 1_000));

        for (int i = 0; i < 100; i++) {
            store.add(dataset("of eve " + i, "eve", 100));
        }

        assertThat(store.find("of bob")).isNotNull();
        assertThat(store.list()).hasSize(10);
    }

    @Test
    void largeUploadEvictsNoSmallerOwner() {
        DatasetStore store = store(10, 10_000);
        store.add(dataset("of bob", "bob", 4_000));
        store.add(dataset("earlier", "eve", 2_000));

        assertThatThrownBy(() -> store.add(dataset("too large", "eve", 7_000))).isInstanceOf(DatasetsFull.class);

        assertThat(store.list()).extracting(DescribedDataset::id).containsExactly("earlier", "of bob");
        assertThat(budget.held(Holder.DATASETS)).isEqualTo(6_000);
    }

    @Test
    void ownerOfAllMakesRoomForOthers() {
        DatasetStore store = store(3, 100_000);
        store.add(dataset("first", "eve", 100));
        store.add(dataset("second", "eve", 100));
        store.add(dataset("third", "eve", 100));

        store.add(dataset("of bob", "bob", 50_000));

        assertThat(store.list()).extracting(DescribedDataset::id).containsExactly("of bob", "third", "second");
    }

    @Test
    void refusesATooLargeSetWithoutEvictingAnother() {
        DatasetStore store = store(9, 10_000);
        store.add(dataset("small", "ada", 100));

        assertThatThrownBy(() -> store.add(dataset("huge", "ada", 10_001))).isInstanceOf(DataException.class);

        assertThat(store.list()).extracting(DescribedDataset::id).containsExactly("small");
        assertThat(budget.held(Holder.DATASETS)).isEqualTo(100);
    }

    @Test
    void oneDataSetTakesAtMostHalfOfTheShare() {
        DatasetStore store = store(9, Long.MAX_VALUE);
        int half = (int) (budget.most(Holder.DATASETS) / 2);

        store.add(dataset("first", "ada", half));
        store.add(dataset("second", "ada", half));

        assertThat(store.list()).extracting(DescribedDataset::id).containsExactly("second");
        assertThat(budget.held(Holder.DATASETS)).isEqualTo(half);
    }

    @Test
    void removalReleasesMemory() {
        DatasetStore store = store(9, 10_000);
        store.add(dataset("first", "ada", 8_000));

        assertThat(store.remove("first")).isTrue();

        assertThat(store.remove("first")).isFalse();
        assertThat(budget.held(Holder.DATASETS)).isZero();
        store.add(dataset("second", "ada", 8_000));
        store.add(dataset("third", "ada", 1_000));
        assertThat(store.list()).hasSize(2);
    }

    private DatasetStore store(int most, long mostBytes) {
        return new InMemoryDatasets(new DatasetsProperties(10, most, DataSize.ofBytes(mostBytes)), budget);
    }

    private StoredDataset dataset(String id, String owner, int held) {
        var text = new ByteArrayInputStream("x\n1\n".getBytes(StandardCharsets.UTF_8));
        CsvFile file = CsvFile.read(text, CsvOptions.DEFAULT, new CsvBounds(100, 1, 100), ReadingAllowance.UNLIMITED);
        Reservation memory = budget.reserve(Holder.DATASETS, held);
        return new StoredDataset(id, owner, null, Instant.EPOCH, file, memory);
    }
}
