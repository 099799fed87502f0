package dev.downhill;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Gradient descent as a service: a job goes in, the trajectory of its training comes out. */
// Else Spring Boot would make up a user and print its password.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class DownhillApplication {
    public static void main(String[] args) {
        SpringApplication.run(DownhillApplication.class, args);
    }
}
