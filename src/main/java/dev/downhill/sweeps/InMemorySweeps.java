package dev.downhill.sweeps;

import dev.downhill.security.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sweeps in the memory of this process. */
final class InMemorySweeps implements SweepStore {
    private final SweepBounds bounds;
    private final Map<String, Sweep> byId = new LinkedHashMap<>();

    InMemorySweeps(SweepsProperties properties) {
        this.bounds = new SweepBounds(properties);
    }

    @Override
    public synchronized void add(Sweep sweep, SweepReader.Plan plan) {
        bounds.requirePlace(sweep.owner(), kept());
        byId.put(sweep.id(), sweep);
        bounds.evicted(kept())
                .forEach(id -> Objects.requireNonNull(byId.remove(id)).forget());
    }

    private List<SweepBounds.Kept> kept() {
        return byId.values().stream()
                .map(sweep -> new SweepBounds.Kept(sweep.id(), sweep.owner(), sweep.hasEnded()))
                .toList();
    }

    @Override
    public synchronized Optional<Sweep> get(String id) {
        return Optional.ofNullable(byId.get(id)).filter(sweep -> Caller.maySee(sweep.owner()));
    }

    @Override
    public synchronized List<Sweep> list() {
        return byId.values().stream()
                .filter(sweep -> Caller.maySee(sweep.owner()))
                .toList()
                .reversed();
    }

    @Override
    public void remove(Sweep sweep) {
        synchronized (this) {
            byId.remove(sweep.id());
        }
        sweep.forget();
    }

    @Override
    public void cancel(Sweep sweep) {
        sweep.cancel();
    }

    @Override
    public Order order(Sweep sweep) {
        return sweep.isCancelled() ? Order.STOP : Order.GO_ON;
    }

    @Override
    public String nameJob(Sweep sweep, Trial trial, String suggested) {
        return suggested;
    }

    @Override
    public void note(Sweep sweep, Trial trial) {
        // The sweep is kept as it is.
    }

    @Override
    public void end(Sweep sweep) {
        sweep.keepGridOnly();
    }

    @Override
    public boolean outlivesThisProcess() {
        return false;
    }
}
