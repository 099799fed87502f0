package dev.downhill;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Gradient descent as a service: a job goes in, the trajectory of its training comes out. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DownhillApplication {
    public static void main(String[] args) {
        SpringApplication.run(DownhillApplication.class, args);
    }
}
