package dev.downhill.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** Two containers of the image, one after the other, with one PostgreSQL. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class RestartedImageIT {
    @Test
    void jobsOutliveTheContainerOnPostgreSql() throws Exception {
        try (Network network = Network.newNetwork();
                var database = new GenericContainer<>(DownhillContainer.image("DOWNHILL_DATABASE_IMAGE"))
                        .withNetwork(network)
                        .withNetworkAliases("database")
                        .withLabels(DownhillContainer.LABEL)
                        .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 1)
                                .withStartupTimeout(Duration.ofMinutes(1)))) {
            database.start();
            String job;
            String trajectory;
            try (DownhillContainer first = on(network)) {
                first.start();
                job = Service.location(first.service().post(FirstLesson.JSON, "Prefer", "wait=20"));
                trajectory = first.service().get(job + "/trajectory").body();
            }
            try (DownhillContainer second = on(network)) {
                second.start();

                assertThat(second.service().status(job)).isEqualTo("succeeded");
                assertThat(second.service().get(job + "/trajectory").body()).isEqualTo(trajectory);
            }
        }
    }

    private static DownhillContainer on(Network network) {
        return new DownhillContainer()
                .withNetwork(network)
                .withEnv("DOWNHILL_STORE", "postgresql")
                .withEnv("SPRING_DATASOURCE_URL", "jdbc:postgresql://database/postgres")
                .withEnv("SPRING_DATASOURCE_USERNAME", "downhill");
    }
}
