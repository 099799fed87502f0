package dev.downhill.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.npm.Npm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The OpenAPI document in the hands of those who read it: a linter, and a generator of TypeScript clients. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OpenApiDocumentTest {
    @LocalServerPort
    private int port;

    @BeforeAll
    static void installTheTools() throws Exception {
        Npm.install();
    }

    @BeforeEach
    void fetchTheDocument() throws Exception {
        Npm.fetchTheDocument(port);
    }

    @Test
    void theDocumentLintsClean() throws Exception {
        assertThat(Npm.tool("redocly", "lint", "openapi.json"))
                .contains("Your API description is valid")
                .doesNotContain("warning");
    }

    @Test
    void aGeneratedTypeScriptClientCompilesAndRunsTheSeedLesson() throws Exception {
        Npm.generateTheClient();
        Npm.tool("tsc");

        String said = Npm.run("node", "seed.js", "http://localhost:" + port);

        assertThat(said).contains("\"status\":\"succeeded\"", "36,1.43");
    }
}
