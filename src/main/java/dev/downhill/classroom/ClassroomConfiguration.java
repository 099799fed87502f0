package dev.downhill.classroom;

import dev.downhill.config.KeptInDatabase;
import dev.downhill.config.KeptInMemory;
import dev.downhill.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses where it is kept what students have solved. */
@Configuration(proxyBeanMethods = false)
class ClassroomConfiguration {
    @Bean
    @KeptInMemory
    SolvedAssignments solvedAssignments() {
        return new SolvedInMemory();
    }

    /** Keeps it in rows that all processes share. */
    @Configuration(proxyBeanMethods = false)
    @KeptInDatabase
    static class Shared {
        @Bean
        SolvedAssignments solvedAssignments(Database database) {
            return new SolvedRows(database);
        }
    }
}
