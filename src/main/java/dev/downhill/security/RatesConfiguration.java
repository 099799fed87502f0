package dev.downhill.security;

import dev.downhill.config.KeptInDatabase;
import dev.downhill.config.KeptInMemory;
import dev.downhill.database.Database;
import dev.downhill.database.Replica;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses where the requests of clients are counted. */
@Configuration(proxyBeanMethods = false)
class RatesConfiguration {
    @Bean
    @KeptInMemory
    RateCounters rateCounters() {
        return (what, rate) -> new LocalRates(rate);
    }

    /** Counts the requests to all processes together. */
    @Configuration(proxyBeanMethods = false)
    @KeptInDatabase
    static class Shared {
        @Bean
        SharedCounters rateCounters(Database database, DataSource source, Replica replica) {
            return new SharedCounters(database, source, replica::now);
        }
    }
}
