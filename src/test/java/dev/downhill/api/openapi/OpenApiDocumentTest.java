package dev.downhill.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document in the hands of those who read it: a linter, and a generator of TypeScript clients. */
@ServiceTest
class OpenApiDocumentTest {
    private static final Path SOURCES = Path.of("src/test/npm");
    private static final Path FOLDER = Path.of("target/npm").toAbsolutePath();

    private final Service service;

    @BeforeAll
    static void installTheTools() throws Exception {
        boolean found = hasNpm();
        if (!found && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no npm was found, and CI must not skip this");
        }
        assumeTrue(found, "no npm was found: the OpenAPI document is not linted here");
        Files.createDirectories(FOLDER);
        for (String file :
                List.of("package.json", "package-lock.json", "tsconfig.json", "redocly.yaml", "first-lesson.ts")) {
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

    OpenApiDocumentTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void fetchTheDocument() throws Exception {
        Files.writeString(
                FOLDER.resolve("openapi.json"), service.get("/v3/api-docs").body());
    }

    @Test
    void theDocumentLintsClean() throws Exception {
        assertThat(run("npx", "--no-install", "redocly", "lint", "openapi.json"))
                .contains("Your API description is valid")
                .doesNotContain("warning");
    }

    @Test
    void generatedTypeScriptClientRunsTheFirstLesson() throws Exception {
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

        String said = run("node", "first-lesson.js", service.address());

        assertThat(said).contains("\"status\":\"succeeded\"", "36,1.43");
    }
}
