package dev.downhill.sweeps;

import dev.downhill.config.KeptInDatabase;
import dev.downhill.config.KeptInMemory;
import dev.downhill.database.Database;
import dev.downhill.database.Replica;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses where sweeps are kept. */
@Configuration(proxyBeanMethods = false)
class SweepsConfiguration {
    @Bean
    @KeptInMemory
    InMemorySweeps sweepStore(SweepsProperties properties) {
        return new InMemorySweeps(properties);
    }

    /** Keeps them in rows that all processes share. */
    @Configuration(proxyBeanMethods = false)
    @KeptInDatabase
    static class Shared {
        @Bean
        SharedSweeps sweepStore(Database database, Replica replica, SweepsProperties properties) {
            return new SharedSweeps(database, replica, properties);
        }

        @Bean
        SweepAdoption sweepAdoption(SharedSweeps store, Sweeps sweeps) {
            return new SweepAdoption(store, sweeps);
        }
    }
}
