package dev.downhill.datasets;

import dev.downhill.data.CsvFile;
import dev.downhill.data.Datasets;
import dev.downhill.web.Caller;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps data sets in memory, bounded by count and by bytes: the oldest leaves. */
@Component
final class DatasetStore implements Datasets {
    private final int most;
    private final long mostBytes;
    private final Map<String, StoredDataset> byId = new LinkedHashMap<>();
    private long bytes;

    DatasetStore(DatasetsProperties properties) {
        this.most = properties.stored();
        this.mostBytes = properties.storedBytes().toBytes();
    }

    /** Keeps a data set; returns false, and nothing leaves for it, where it alone takes more than there is room for. */
    synchronized boolean add(StoredDataset dataset) {
        if (dataset.bytes() > mostBytes) {
            return false;
        }
        byId.put(dataset.id(), dataset);
        bytes += dataset.bytes();
        Iterator<StoredDataset> oldestFirst = byId.values().iterator();
        while (byId.size() > most || bytes > mostBytes) {
            bytes -= oldestFirst.next().bytes();
            oldestFirst.remove();
        }
        return true;
    }

    /** Forgets a data set; returns whether there was one of that id that the caller may see. */
    synchronized boolean remove(String id) {
        Optional<StoredDataset> found = get(id);
        found.ifPresent(dataset -> {
            byId.remove(id);
            bytes -= dataset.bytes();
        });
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

    /** Returns those that the caller may see, the newest first. */
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
