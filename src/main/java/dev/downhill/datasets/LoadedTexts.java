package dev.downhill.datasets;

import dev.downhill.data.csv.CsvFile;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Texts in the memory of this process, bounded by bytes; those that jobs used last stay. */
final class LoadedTexts {
    private static final float LOAD_FACTOR = 0.75f;

    private final MemoryBudget budget;
    private final long mostBytes;

    /** The text that was used last is the last. */
    private final Map<String, Loaded> byId = new LinkedHashMap<>(16, LOAD_FACTOR, true);

    private long bytes;

    private record Loaded(CsvFile file, Reservation memory) {}

    LoadedTexts(MemoryBudget budget, long mostBytes) {
        this.budget = budget;
        this.mostBytes = mostBytes;
    }

    /**
     * Returns a text, which is loaded if it is not here; null if there is none.
     *
     * @param length the bytes of the text
     * @throws dev.downhill.memory.BudgetTaken if others hold the memory now
     */
    @Nullable
    CsvFile get(String id, long length, Supplier<@Nullable CsvFile> load) {
        synchronized (this) {
            Loaded known = byId.get(id);
            if (known != null) {
                return known.file();
            }
            makeRoomFor(length);
        }
        Reservation memory = budget.reserve(Holder.DATASETS, length);
        CsvFile file;
        try {
            file = load.get();
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
        if (file == null) {
            memory.close();
            return null;
        }
        keep(id, new Loaded(file, memory));
        return file;
    }

    private synchronized void keep(String id, Loaded loaded) {
        Loaded before = byId.put(id, loaded);
        bytes += loaded.memory().bytes();
        if (before != null) {
            release(before);
        }
        makeRoomFor(0);
    }

    private synchronized void makeRoomFor(long length) {
        Iterator<Loaded> oldestFirst = byId.values().iterator();
        while (bytes + length > mostBytes && oldestFirst.hasNext()) {
            Loaded oldest = oldestFirst.next();
            oldestFirst.remove();
            release(oldest);
        }
    }

    private void release(Loaded loaded) {
        bytes -= loaded.memory().bytes();
        loaded.memory().close();
    }

    synchronized long bytes() {
        return bytes;
    }
}
