package dev.downhill.datasets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Chooses the data sets to evict: repeatedly, the oldest one of the owner that holds most.
 *
 * <p>So an owner never loses a data set to the hundred uploads, or the one large upload, of another.
 */
final class Eviction {
    private final Map<String, Share> shares = new LinkedHashMap<>();
    private long count;
    private long bytes;

    /** A data set, and the bytes that it holds. */
    record Holding(String id, String owner, long held) {}

    /** The data sets of one owner, the oldest first, and their bytes. */
    private static final class Share {
        private final Deque<Holding> oldestFirst = new ArrayDeque<>();
        private long bytes;
    }

    /** Adds a data set; the oldest comes first. */
    void add(Holding dataset) {
        Share share = shares.computeIfAbsent(dataset.owner(), unused -> new Share());
        share.oldestFirst.add(dataset);
        share.bytes += dataset.held();
        count++;
        bytes += dataset.held();
    }

    /** Returns which are to be evicted until there are so many at most, of so many bytes. */
    List<Holding> downTo(int most, long mostBytes) {
        List<Holding> evicted = new ArrayList<>();
        while (count > most) {
            evicted.add(oldestOfMost(share -> share.oldestFirst.size()));
        }
        while (bytes > mostBytes) {
            evicted.add(oldestOfMost(share -> share.bytes));
        }
        return evicted;
    }

    /**
     * Returns the oldest data set of the owner that holds most; between equal owners, of the one that uploaded first.
     */
    private Holding oldestOfMost(ToLongFunction<Share> measure) {
        Share most = new Share();
        for (Share share : shares.values()) {
            most = measure.applyAsLong(share) > measure.applyAsLong(most) ? share : most;
        }
        Holding oldest = most.oldestFirst.remove();
        most.bytes -= oldest.held();
        count--;
        bytes -= oldest.held();
        return oldest;
    }
}
