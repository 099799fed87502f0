package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether everybody can see and reach what is on the page. */
@ServiceTest
class LookTest {
    private static final String AXE = read("/axe-core-4.14.1/axe.min.js");

    private final int port;

    LookTest(Service service) {
        this.port = service.port();
    }

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
    void axeFindsNothingBeforeDuringAndAfterARun(ColorScheme scheme) {
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

    /** Writes the pictures of docs/images: {@code -Dplayground.screenshots=docs/images}. */
    @ParameterizedTest
    @CsvSource({"375,LIGHT", "375,DARK", "1280,LIGHT", "1280,DARK", "1920,LIGHT", "1920,DARK"})
    @EnabledIfSystemProperty(named = "playground.screenshots", matches = ".+")
    void itLooksAsThePicturesShow(int width, ColorScheme scheme) {
        try (var playground = new Playground(port, width, scheme).open()) {
            boolean dark = scheme == ColorScheme.DARK;
            show(playground, dark ? "spiral" : "two-parameters", dark ? 350 : 30);
            Path picture = picture("playground-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
            playground.page.screenshot(
                    new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
            assertThat(picture).isNotEmptyFile();
        }
    }

    /** Writes the picture of the README. */
    @Test
    @EnabledIfSystemProperty(named = "playground.screenshots", matches = ".+")
    void itLooksAsTheReadmeShows() {
        try (var playground = new Playground(
                port, options -> options.setViewportSize(1920, 1060).setColorScheme(ColorScheme.LIGHT))) {
            show(playground.open(), "spiral", 350);
            Path picture = picture("playground");
            playground.page.screenshot(new Page.ScreenshotOptions().setPath(picture));
            assertThat(picture).isNotEmptyFile();
        }
    }

    private static void show(Playground playground, String lesson, int position) {
        playground.choose(lesson);
        playground.trainToTheEnd();
        playground.goTo(position);
        assertThat(playground.page.locator("#fit-caption"))
                .containsText("After step " + Math.round(playground.shown("step")) + ":");
        playground.page.waitForTimeout(1500);
        playground.page.evaluate("() => scrollTo(0, 0)");
    }

    private static Path picture(String name) {
        return Path.of(System.getProperty("playground.screenshots"), name + ".png");
    }

    @Test
    void chosenThemeStays() {
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
