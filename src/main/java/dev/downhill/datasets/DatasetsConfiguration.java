package dev.downhill.datasets;

import dev.downhill.config.KeptInDatabase;
import dev.downhill.config.KeptInMemory;
import dev.downhill.database.Database;
import dev.downhill.memory.MemoryBudget;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses where data sets are kept. */
@Configuration(proxyBeanMethods = false)
class DatasetsConfiguration {
    @Bean
    @KeptInMemory
    InMemoryDatasets datasets(DatasetsProperties properties, MemoryBudget budget) {
        return new InMemoryDatasets(properties, budget);
    }

    /** Chooses the rows that all processes share. */
    @Configuration(proxyBeanMethods = false)
    @KeptInDatabase
    static class Shared {
        @Bean
        SharedDatasets datasets(Database database, DatasetsProperties properties, MemoryBudget budget) {
            return new SharedDatasets(database, properties, budget);
        }
    }
}
