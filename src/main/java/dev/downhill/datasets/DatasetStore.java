package dev.downhill.datasets;

import dev.downhill.data.csv.Datasets;
import java.util.List;
import java.util.Optional;

/** The kept data sets, bounded by count and by bytes; see {@link Eviction}. */
interface DatasetStore extends Datasets {
    /**
     * Keeps a data set, and evicts others for it.
     *
     * @throws dev.downhill.data.DataException if it alone takes more than all may; its memory is closed then, and nothing is
     *     evicted
     * @throws DatasetsFull if there would be room only where data sets of owners who hold less are evicted; likewise
     */
    void add(StoredDataset dataset);

    /** Forgets a data set; returns whether there was one of that id that the caller may see. */
    boolean remove(String id);

    /** Returns the data set of an id, if there is one and the caller may see it. */
    Optional<DescribedDataset> get(String id);

    /** Returns the data sets that the caller may see, the newest first. */
    List<DescribedDataset> list();
}
