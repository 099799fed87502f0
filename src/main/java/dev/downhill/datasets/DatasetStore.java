package dev.downhill.datasets;

import dev.downhill.data.DataException;
import dev.downhill.data.csv.CsvFile;
import dev.downhill.data.csv.Datasets;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.security.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps data sets in memory, bounded by count and by bytes; see {@link Eviction}. */
@Component
final class DatasetStore implements Datasets {
    private final int most;
    private final long mostBytes;
    private final Map<String, StoredDataset> byId = new LinkedHashMap<>();

    DatasetStore(DatasetsProperties properties, MemoryBudget budget) {
        this.most = properties.stored();
        this.mostBytes = properties.mostBytes(budget.most(Holder.DATASETS));
    }

    /**
     * Keeps a data set, and evicts others for it.
     *
     * @throws DataException if it alone takes more than all may; its memory is closed then, and nothing is evicted
     * @throws DatasetsFull if there would be room only where data sets of owners who hold less are evicted; likewise
     */
    synchronized void add(StoredDataset dataset) {
        try {
            if (dataset.held() > mostBytes) {
                throw new DataException("the text exceeds the storage limit of all data sets together");
            }
            evictFor(dataset).forEach(this::remove);
        } catch (RuntimeException e) {
            dataset.memory().close();
            throw e;
        }
        byId.put(dataset.id(), dataset);
    }

    private List<StoredDataset> evictFor(StoredDataset dataset) {
        var eviction = new Eviction();
        byId.values().forEach(eviction::add);
        eviction.add(dataset);
        List<StoredDataset> evicted = eviction.downTo(most, mostBytes);
        if (evicted.contains(dataset)) {
            throw new DatasetsFull();
        }
        return evicted;
    }

    private void remove(StoredDataset dataset) {
        byId.remove(dataset.id());
        dataset.memory().close();
    }

    /** Forgets a data set; returns whether there was one of that id that the caller may see. */
    synchronized boolean remove(String id) {
        Optional<StoredDataset> found = get(id);
        found.ifPresent(this::remove);
        return found.isPresent();
    }

    /** Returns the data set of an id, if there is one and the caller may see it. */
    synchronized Optional<StoredDataset> get(String id) {
        return Optional.ofNullable(byId.get(id)).filter(dataset -> Caller.maySee(dataset.owner()));
    }

    @Override
    public @Nullable CsvFile find(String id) {
        return get(id).map(StoredDataset::file).orElse(null);
    }

    /** Returns the data sets that the caller may see, the newest first. */
    List<StoredDataset> list() {
        return all().stream()
                .filter(dataset -> Caller.maySee(dataset.owner()))
                .toList()
                .reversed();
    }

    private synchronized List<StoredDataset> all() {
        return List.copyOf(byId.values());
    }
}
