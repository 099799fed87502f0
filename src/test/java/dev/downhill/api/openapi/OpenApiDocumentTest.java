package dev.downhill.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The OpenAPI document in the hands of those who read it: a linter, and a generator of TypeScript clients. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OpenApiDocumentTest {
    private static final Path SOURCES = Path.of("src/test/npm");
    private static final Path FOLDER = Path.of("target/npm").toAbsolutePath();

    @LocalServerPort
    private int port;

    @BeforeAll
    static void installTheTools() throws Exception {
        boolean found = hasNpm();
        if (!found && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no npm was found, and CI must not skip this");
        }
        assumeTrue(found, "no npm was found: the OpenAPI document is not linted here");
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", "tsconfig.json", "redocly.yaml", "seed.ts")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))) {
            assertThat(run("npm", "ci", "--no-audit", "--no-fund")).contains("added");
        }
    }

    private static boolean hasNpm() throws InterruptedException {
        try {
            return new ProcessBuilder("npm", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(String... command) throws Exception {
        Path said = Files.createTempFile("said", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(4, TimeUnit.MINUTES))
                .as(String.join(" ", command))
                .isTrue();
        String text = Files.readString(said);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    @BeforeEach
    void fetchTheDocument() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v3/api-docs"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Files.writeString(
                    FOLDER.resolve("openapi.json"),
                    client.send(request, BodyHandlers.ofString()).body());
        }
    }

    @Test
    void theDocumentLintsClean() throws Exception {
        assertThat(run("npx", "--no-install", "redocly", "lint", "openapi.json"))
                .contains("Your API description is valid")
                .doesNotContain("warning");
    }

    @Test
    void aGeneratedTypeScriptClientCompilesAndRunsTheSeedLesson() throws Exception {
        run(
                "npx",
                "--no-install",
                "openapi-typescript",
                "--default-non-nullable",
                "false",
                "openapi.json",
                "-o",
                "client.d.ts");
        run("npx", "--no-install", "tsc");

        String said = run("node", "seed.js", "http://localhost:" + port);

        assertThat(said).contains("\"status\":\"succeeded\"", "36,1.43");
    }
}
