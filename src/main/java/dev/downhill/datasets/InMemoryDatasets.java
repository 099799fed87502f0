package dev.downhill.datasets;

import dev.downhill.data.DataException;
import dev.downhill.data.csv.CsvFile;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.security.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Data sets in the memory of this process. */
final class InMemoryDatasets implements DatasetStore {
    private final int most;
    private final long mostBytes;
    private final Map<String, StoredDataset> byId = new LinkedHashMap<>();

    InMemoryDatasets(DatasetsProperties properties, MemoryBudget budget) {
        this.most = properties.stored();
        this.mostBytes = properties.mostBytes(budget.most(Holder.DATASETS));
    }

    @Override
    public synchronized void add(StoredDataset dataset) {
        try {
            if (dataset.held() > mostBytes) {
                throw new DataException("the text exceeds the storage limit of all data sets together");
            }
            evictFor(dataset);
        } catch (RuntimeException e) {
            dataset.memory().close();
            throw e;
        }
        byId.put(dataset.id(), dataset);
    }

    private void evictFor(StoredDataset dataset) {
        var eviction = new Eviction();
        byId.values().forEach(kept -> eviction.add(kept.holding()));
        eviction.add(dataset.holding());
        List<Eviction.Holding> evicted = eviction.downTo(most, mostBytes);
        if (evicted.contains(dataset.holding())) {
            throw new DatasetsFull();
        }
        evicted.forEach(gone -> release(Objects.requireNonNull(byId.remove(gone.id()))));
    }

    private static void release(StoredDataset dataset) {
        dataset.memory().close();
    }

    @Override
    public synchronized boolean remove(String id) {
        Optional<StoredDataset> found = seen(id);
        found.ifPresent(dataset -> release(Objects.requireNonNull(byId.remove(id))));
        return found.isPresent();
    }

    private synchronized Optional<StoredDataset> seen(String id) {
        return Optional.ofNullable(byId.get(id)).filter(dataset -> Caller.maySee(dataset.owner()));
    }

    @Override
    public Optional<DescribedDataset> get(String id) {
        return seen(id).map(StoredDataset::description);
    }

    @Override
    public @Nullable CsvFile find(String id) {
        return seen(id).map(StoredDataset::file).orElse(null);
    }

    @Override
    public List<DescribedDataset> list() {
        return all().stream()
                .filter(dataset -> Caller.maySee(dataset.owner()))
                .map(StoredDataset::description)
                .toList()
                .reversed();
    }

    private synchronized List<StoredDataset> all() {
        return List.copyOf(byId.values());
    }
}
