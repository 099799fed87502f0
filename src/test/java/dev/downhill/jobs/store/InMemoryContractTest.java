package dev.downhill.jobs.store;

import dev.downhill.jobs.JobQueue;
import dev.downhill.jobs.JobStore;
import dev.downhill.jobs.JobsProperties;
import dev.downhill.memory.MemoryBudget;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class InMemoryContractTest extends JobStoreContract {
    private final JobStore store = new InMemoryJobStore(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                    .bindOrCreate("downhill.jobs", JobsProperties.class),
            MemoryBudget.of(1L << 30));
    private final JobQueue queue = new InMemoryJobQueue();

    @Override
    protected JobStore store() {
        return store;
    }

    @Override
    protected JobQueue queue() {
        return queue;
    }
}
