package dev.downhill.service;

import dev.downhill.DownhillApplication;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A service in this JVM that shares its jobs with others through a database. */
public final class Replica implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Replica(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts a service, which takes the properties as {@code name=value}. */
    public static Replica start(String url, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
        for (String property : TestDatabase.properties(url)) {
            arguments.add("--" + property);
        }
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new Replica(SpringApplication.run(DownhillApplication.class, arguments.toArray(String[]::new)));
    }

    public Service service() {
        return new Service(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
