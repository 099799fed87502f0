package dev.downhill.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything that names the version of this service names that of {@code pom.xml}. */
@ServiceTest
class VersionTest {
    private final Service service;

    VersionTest(Service service) {
        this.service = service;
    }

    @Test
    void serviceTellsItsVersion() throws Exception {
        assertThat(service.json(service.get("/actuator/info"))
                        .at("/build/version")
                        .asString())
                .isEqualTo(PomFile.version());
        assertThat(service.json(service.get("/v3/api-docs")).at("/info/version").asString())
                .isEqualTo(PomFile.version());
    }

    @Test
    void imageAndDocumentsBearTheVersion() throws Exception {
        assertThat(Files.readString(Path.of("Dockerfile"))).contains("\nARG VERSION=" + PomFile.version() + "\n");
        assertThat(Files.readString(Path.of("CHANGELOG.md"))).contains("\n## " + PomFile.version() + " - ");
        for (String client : List.of("typescript", "embed")) {
            assertThat(Files.readString(Path.of("clients", client, "package.json")))
                    .contains("\"version\": \"" + PomFile.version() + "\"");
        }
        assertThat(Files.readString(Path.of("README.md"))).contains("downhill-" + PomFile.version() + "-engine.jar");
    }

    @Test
    void serviceOffersItsListOfComponents() throws Exception {
        assertThat(service.get("/actuator/sbom").statusCode()).isEqualTo(200);
    }
}
