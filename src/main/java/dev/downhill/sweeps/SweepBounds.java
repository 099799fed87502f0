package dev.downhill.sweeps;

import dev.downhill.scheduling.FairShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The greatest numbers of sweeps; of those that have ended, the oldest of the client with most of them is evicted. */
final class SweepBounds {
    private final SweepsProperties properties;

    SweepBounds(SweepsProperties properties) {
        this.properties = properties;
    }

    /** A kept sweep. */
    record Kept(String id, String owner, boolean ended) {}

    /** @throws TooManySweeps if a client may not start another one */
    void requirePlace(String client, List<Kept> kept) {
        List<Kept> active = kept.stream().filter(sweep -> !sweep.ended()).toList();
        if (active.size() >= properties.active()) {
            throw TooManySweeps.ofAll(properties.active());
        }
        long own = active.stream().filter(sweep -> sweep.owner().equals(client)).count();
        if (own >= FairShare.places(properties.active(), active.size() - own, properties.clientActive())) {
            throw TooManySweeps.ofClient(own);
        }
    }

    /**
     * Returns the ids of the sweeps to evict.
     *
     * @param kept all sweeps, the oldest first
     */
    List<String> evicted(List<Kept> kept) {
        List<Kept> left = new ArrayList<>(kept);
        List<String> evicted = new ArrayList<>();
        while (left.size() > properties.stored()) {
            Map<String, List<Kept>> ended =
                    left.stream().filter(Kept::ended).collect(Collectors.groupingBy(Kept::owner));
            Kept next = ended.values().stream()
                    .max(Comparator.comparingInt(List::size))
                    .map(List::getFirst)
                    .orElse(null);
            if (next == null) {
                break;
            }
            left.remove(next);
            evicted.add(next.id());
        }
        return evicted;
    }
}
