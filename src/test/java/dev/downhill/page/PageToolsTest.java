package dev.downhill.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.npm.Npm;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page's modules: their types, their look as sources, and their behaviour without a browser. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PageToolsTest {
    @LocalServerPort
    private int port;

    @BeforeAll
    static void installTheTools() throws Exception {
        Npm.install();
    }

    @Test
    void theModulesAndTheAnswersOfTheServiceHaveTheTypesThatTheModulesExpect() throws Exception {
        Npm.fetchTheDocument(port);
        Npm.generateTheClient();

        assertThat(Npm.tool("tsc", "--project", "tsconfig.page.json", "--pretty", "false"))
                .isEmpty();
    }

    @Test
    void theFilesAreFormattedAndFollowTheRules() throws Exception {
        assertThat(Npm.tool(
                        "biome", "check", "--error-on-warnings", "static", "test", "support", "types.ts", "seed.ts"))
                .contains("No fixes applied");
    }

    @Test
    void theModulesBehaveAsTheirTestsSay() throws Exception {
        String[] command = Stream.concat(Stream.of("node", "--test"), Stream.of(Npm.files("test", ".test.js")))
                .toArray(String[]::new);

        assertThat(Npm.run(Map.of("DOWNHILL", "http://localhost:" + port), command))
                .contains("fail 0", "skipped 0");
    }
}
