package dev.downhill.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.npm.Npm;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page's modules: their types, their look as sources, and their behaviour without a browser. */
@ServiceTest
class PageToolsTest {
    private final Service service;

    PageToolsTest(Service service) {
        this.service = service;
    }

    @BeforeAll
    static void installTheTools() throws Exception {
        Npm.install();
    }

    @Test
    void modulesAndAnswersHaveTheExpectedTypes() throws Exception {
        Npm.fetchTheDocument(service);
        Npm.generateTheClient();

        assertThat(Npm.tool("tsc", "--project", "tsconfig.page.json", "--pretty", "false"))
                .isEmpty();
    }

    @Test
    void filesAreFormattedAndFollowTheRules() throws Exception {
        assertThat(Npm.tool(
                        "biome",
                        "check",
                        "--error-on-warnings",
                        "static",
                        "test",
                        "support",
                        "types.ts",
                        "first-lesson.ts"))
                .contains("No fixes applied");
    }

    @Test
    void modulesPassTheirTests() throws Exception {
        String[] command = Stream.concat(Stream.of("node", "--test"), Stream.of(Npm.files("test", ".test.js")))
                .toArray(String[]::new);

        assertThat(Npm.run(Map.of("DOWNHILL", service.address()), command)).contains("fail 0", "skipped 0");
    }
}
