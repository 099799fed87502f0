package dev.downhill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.downhill.Await;
import dev.downhill.FirstLesson;
import dev.downhill.service.Replica;
import dev.downhill.service.Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose database has no room left for a while: a file system of some megabytes, which needs the right to mount one. */
class FullDiskTest {
    private static final String SIZE = "size=96m";
    private static final String SECONDS = """
            {"model": {"layers": [{"type": "linear", "units": 32, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 300}, "loss": "crossEntropy",
             "optimizer": {"type": "adam", "learningRate": 0.001}, "batchSize": 30, "steps": 20000,
             "record": {"every": 20, "parameters": "summary"}}""";

    private static boolean done(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** Returns a job with so many random numbers that its row needs pages of its own. */
    private static String large() {
        String numbers = new Random(7)
                .doubles(2000)
                .mapToObj(number -> String.format(Locale.ROOT, "%.15f", number))
                .collect(Collectors.joining(","));
        return """
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [%s], "y": [%s]},
                 "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 2}""".formatted(numbers, numbers);
    }

    private static void fill(Path file) {
        byte[] zeros = new byte[1 << 12];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(zeros);
            }
        } catch (IOException e) {
            // No space is left.
        }
    }

    @Test
    void newJobsAreRefusedAndRunsWait(@TempDir Path folder) throws Exception {
        boolean mounted = !System.getProperty("os.name").startsWith("Windows")
                && done("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString());
        assumeTrue(mounted, "only root may mount a file system");
        try (EmbeddedPostgres database = EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("data"))
                        .setServerConfig("max_wal_size", "32MB")
                        .start();
                Replica replica = Replica.start(database.getJdbcUrl("postgres", "postgres"))) {
            Service service = replica.service();
            String runs = service.submitted(SECONDS);
            service.awaitStatus(runs, "running");
            Path filler = folder.resolve("filler");

            fill(filler);

            String large = large();
            Await.until("new jobs are refused", () -> service.post(large).statusCode() == 503);
            HttpResponse<String> refused = service.post(large);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            assertThat(refused.body()).contains("database-full");
            assertThat(service.get(runs).statusCode()).isEqualTo(200);

            Files.delete(filler);

            service.awaitStatus(runs, "succeeded");
            Await.until(
                    "new jobs are taken",
                    () -> service.post(FirstLesson.JSON, "Prefer", "wait=10").statusCode() == 201);
        } finally {
            assertThat(done("umount", "-l", folder.toString())).isTrue();
        }
    }
}
