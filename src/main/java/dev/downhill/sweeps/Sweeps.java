package dev.downhill.sweeps;

import dev.downhill.jobs.Jobs;
import dev.downhill.memory.Holder;
import dev.downhill.memory.Reservation;
import dev.downhill.requests.RequestMemory;
import dev.downhill.requests.RequestShares;
import dev.downhill.scheduling.FairShare;
import dev.downhill.security.Caller;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The sweeps of this service: submitted here, found here; of those that have ended the oldest of the client with most of them leaves. */
@Component
final class Sweeps {
    private final SweepReader reader;
    private final SweepsProperties properties;
    private final Jobs jobs;
    private final RequestShares shares;
    private final Clock clock;
    private final Map<String, Sweep> byId = new LinkedHashMap<>();

    Sweeps(SweepReader reader, SweepsProperties properties, Jobs jobs, RequestShares shares, Clock clock) {
        this.reader = reader;
        this.properties = properties;
        this.jobs = jobs;
        this.shares = shares;
        this.clock = clock;
    }

    /**
     * Returns a new sweep, whose jobs are on their way to the queue.
     *
     * @param memory of the request; what it holds goes over to the sweep
     * @throws dev.downhill.specification.fault.InvalidSpecification if one of them could not run; none is queued then
     * @throws TooManySweeps if too many sweeps are running
     */
    Sweep submit(JsonNode request, RequestMemory memory, String client) {
        SweepReader.Plan plan = reader.read(request, memory);
        memory.take(plan.grid().bytes());
        Reservation held = memory.handOver(Holder.SWEEPS);
        var sweep = new Sweep(UUID.randomUUID().toString(), client, clock.instant(), plan.grid(), held);
        try {
            add(sweep);
        } catch (RuntimeException e) {
            sweep.forget();
            throw e;
        }
        var run = new SweepRun(sweep, plan, client, jobs, shares);
        Thread.ofVirtual().name("sweep-" + sweep.id()).start(Caller.withCaller(run));
        return sweep;
    }

    private synchronized void add(Sweep sweep) {
        requirePlace(sweep.owner());
        byId.put(sweep.id(), sweep);
        Sweep next = oldestEndedOfMost();
        while (byId.size() > properties.stored() && next != null) {
            byId.remove(next.id());
            next.forget();
            next = oldestEndedOfMost();
        }
    }

    private void requirePlace(String client) {
        List<Sweep> active =
                byId.values().stream().filter(sweep -> !sweep.hasEnded()).toList();
        if (active.size() >= properties.active()) {
            throw TooManySweeps.ofAll(properties.active());
        }
        long own = active.stream().filter(sweep -> sweep.owner().equals(client)).count();
        if (own >= FairShare.places(properties.active(), active.size() - own, properties.clientActive())) {
            throw TooManySweeps.ofClient(own);
        }
    }

    /** Returns the oldest sweep that has ended, of the client that has most of them; null if none has ended. */
    private @Nullable Sweep oldestEndedOfMost() {
        Map<String, List<Sweep>> ended =
                byId.values().stream().filter(Sweep::hasEnded).collect(Collectors.groupingBy(Sweep::owner));
        return ended.values().stream()
                .max(Comparator.comparingInt(List::size))
                .map(List::getFirst)
                .orElse(null);
    }

    /** Returns the sweeps that the caller may see, the newest first. */
    synchronized List<Sweep> list() {
        return byId.values().stream()
                .filter(sweep -> Caller.maySee(sweep.owner()))
                .toList()
                .reversed();
    }

    /**
     * Forgets a sweep, whose jobs are cancelled first; those that have ended stay.
     *
     * @throws SweepNotFound as {@link #get}
     */
    void delete(String id) {
        Sweep sweep = get(id);
        sweep.cancel();
        synchronized (this) {
            byId.remove(id);
        }
        sweep.forget();
    }

    /** @throws SweepNotFound if there is no such sweep, or it belongs to another client */
    synchronized Sweep get(String id) {
        Sweep sweep = byId.get(id);
        if (sweep == null || !Caller.maySee(sweep.owner())) {
            throw new SweepNotFound(id);
        }
        return sweep;
    }
}
