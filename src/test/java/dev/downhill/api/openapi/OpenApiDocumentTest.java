package dev.downhill.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.npm.Npm;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document in the hands of those who read it: a linter, and a generator of TypeScript clients. */
@ServiceTest
class OpenApiDocumentTest {
    private final Service service;

    OpenApiDocumentTest(Service service) {
        this.service = service;
    }

    @BeforeAll
    static void installTheTools() throws Exception {
        Npm.install();
    }

    @BeforeEach
    void fetchTheDocument() throws Exception {
        Npm.fetchTheDocument(service);
    }

    @Test
    void theDocumentLintsClean() throws Exception {
        assertThat(Npm.tool("redocly", "lint", "openapi.json"))
                .contains("Your API description is valid")
                .doesNotContain("warning");
    }

    @Test
    void generatedTypeScriptClientRunsTheFirstLesson() throws Exception {
        Npm.generateTheClient();
        Npm.tool("tsc");

        String said = Npm.run("node", "first-lesson.js", service.address());

        assertThat(said).contains("\"status\":\"succeeded\"", "36,1.43");
    }
}
