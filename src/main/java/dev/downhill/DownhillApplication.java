package dev.downhill;

import dev.downhill.tutorial.command.CheckCommand;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.metrics.DataSourcePoolMetricsAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Gradient descent as a service: a job goes in, the trajectory of its training comes out. */
// Else Spring Boot would make up a user and print its password, and look for a database and its pool, which few
// services have.
@SpringBootApplication(
        exclude = {
            UserDetailsServiceAutoConfiguration.class,
            DataSourceAutoConfiguration.class,
            DataSourcePoolMetricsAutoConfiguration.class
        })
@ConfigurationPropertiesScan
public class DownhillApplication {
    private static final String CHECK = "check";

    /** Starts the service; with {@code check} as the first argument it checks documents instead, and starts no server. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(CHECK)) {
            System.exit(CheckCommand.run(List.of(args).subList(1, args.length), System.in, System.out, System.err));
        }
        SpringApplication.run(DownhillApplication.class, args);
    }
}
