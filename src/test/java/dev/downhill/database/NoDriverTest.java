package dev.downhill.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that keeps jobs in memory has nothing to do with databases, from its start to its end.
 */
class NoDriverTest {
    private static final List<String> PACKAGES =
            List.of("org.postgresql.", "com.zaxxer.hikari.", "org.flywaydb.", "io.github.bucket4j.postgresql.");

    @Test
    void noDriverAndNoPoolIsLoaded(@TempDir Path folder) throws Exception {
        Path classes = folder.resolve("classes");
        try (ServiceProcess process = ServiceProcess.start(List.of("-Xlog:class+load:file=" + classes), List.of())) {
            assertThat(process.service()
                            .post(FirstLesson.JSON, "Prefer", "wait=10")
                            .statusCode())
                    .isEqualTo(201);
            process.stop();
        }
        try (Stream<String> loaded = Files.lines(classes)) {
            List<String> names = loaded.filter(line -> line.contains(" source: "))
                    .map(line -> line.replaceAll("^(\\[[^\\]]*])+ ", ""))
                    .toList();
            assertThat(names).anyMatch(name -> name.startsWith("dev.downhill."));
            assertThat(names.stream().filter(name -> PACKAGES.stream().anyMatch(name::startsWith)))
                    .isEmpty();
        }
    }
}
