package dev.downhill.security;

import dev.downhill.api.WebProperties;
import dev.downhill.config.KeptInDatabase;
import dev.downhill.config.KeptInMemory;
import dev.downhill.database.Database;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses where the requests of clients are counted. */
@Configuration(proxyBeanMethods = false)
class RatesConfiguration {
    @Bean
    @KeptInMemory
    ClientRates clientRates(WebProperties properties) {
        return new LocalRates(properties.postsPerSecond());
    }

    /** Counts the requests to all processes together. */
    @Configuration(proxyBeanMethods = false)
    @KeptInDatabase
    static class Shared {
        @Bean
        ClientRates clientRates(Database database, DataSource source, WebProperties properties) {
            int perSecond = properties.postsPerSecond();
            return perSecond == 0 ? new LocalRates(1) : new SharedRates(database, source, perSecond);
        }
    }
}
