package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whether everybody can see and reach what is on the page. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LookTest {
    private static final String AXE = read("/axe-core-4.14.1/axe.min.js");

    @LocalServerPort
    private int port;

    private static String read(String resource) {
        try (var in = LookTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what axe-core finds wrong, a line each. */
    private static List<?> violations(Playground playground) {
        playground.page.evaluate(AXE);
        return (List<?>) playground.page.evaluate(
                "async () => (await axe.run()).violations.flatMap(({id, nodes}) => nodes.map((node) => id + ': '"
                        + " + node.html + ' ' + node.failureSummary))");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNothingBeforeWithinAndAfterARun(ColorScheme scheme) {
        try (var playground = new Playground(port, 1280, scheme).open()) {
            assertThat(violations(playground)).isEmpty();
            playground.trainToTheEnd();
            assertThat(violations(playground)).isEmpty();
            playground.control("Steps").fill("-3");
            playground.button("Train").click();
            assertThat(playground.page.locator(".notice.error")).isVisible();
            playground.page.locator("#tab-json").click();
            assertThat(violations(playground)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"375", "768", "1280", "1920"})
    void nothingIsWiderThanTheScreen(int width) {
        try (var playground = new Playground(port, width, ColorScheme.LIGHT).open(Playground.XOR)) {
            playground.trainToTheEnd();
            assertThat(playground.page.evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(width);
        }
    }

    @Test
    void theThemeCanBeChosenAndStays() {
        try (var playground = new Playground(port).open()) {
            Object light = playground.page.evaluate("() => getComputedStyle(document.body).backgroundColor");
            playground.page.locator("#theme").click();
            playground.page.locator("#theme").click();
            playground.page.reload();
            assertThat(playground.page.locator("#theme")).hasAccessibleName("Theme: dark. Change to system");
            assertThat(playground.page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
                    .isNotEqualTo(light);
        }
    }
}
