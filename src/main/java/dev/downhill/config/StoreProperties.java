package dev.downhill.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The place of the jobs.
 *
 * @param store memory, or a database that several processes share
 */
@ConfigurationProperties("downhill")
public record StoreProperties(@DefaultValue("memory") Store store) {
    /** A place for jobs. */
    public enum Store {
        /** The memory of this process. */
        MEMORY,
        /** The database of {@code spring.datasource}. */
        POSTGRESQL
    }
}
