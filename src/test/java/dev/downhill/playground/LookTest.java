package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.downhill.service.Service;
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
@PlaygroundTest
class LookTest {
    private static final String AXE = read("/axe-core-4.14.1/axe.min.js");

    /** A service that has just started trains its first long run slowly. */
    private static final LocatorAssertions.ContainsTextOptions SLOW =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

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
        // A colour on its way to another is neither of them.
        playground.page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished))");
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
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNothingInTheTabsAUnitAndTheWholeWindow(ColorScheme scheme) {
        try (var playground = new Playground(port, 1280, scheme).open()) {
            playground.choose("xor");
            assertThat(playground.status()).containsText("Press play", SLOW);
            for (String tab : List.of("form", "json", "lesson")) {
                playground.page.locator("#tab-" + tab).click();
                assertThat(violations(playground)).as(tab).isEmpty();
            }
            playground.page.locator("#network .unit").last().click();
            assertThat(violations(playground)).as("a unit").isEmpty();
            playground.page.keyboard().press("Escape");
            playground.button("Network in the whole window").click();
            assertThat(violations(playground)).as("the whole window").isEmpty();
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
    @CsvSource({
        "375,812,LIGHT,by-hand,3",
        "375,812,DARK,spiral,350",
        "1280,650,LIGHT,by-hand,3",
        "1280,650,LIGHT,two-parameters,30",
        "1280,650,LIGHT,xor,60",
        "1280,650,DARK,spiral,350",
        "1440,900,LIGHT,vanishing-gradients,5",
        "1440,900,DARK,xor,60",
        "1920,1080,LIGHT,spiral,350",
        "1920,1080,DARK,two-parameters,30"
    })
    @EnabledIfSystemProperty(named = "playground.screenshots", matches = ".+")
    void itLooksAsThePicturesShow(int width, int height, ColorScheme scheme, String lesson, int position) {
        String name = "playground-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + lesson;
        show(width, height, scheme, lesson, position, name);
    }

    /** Writes the picture of the README. */
    @Test
    @EnabledIfSystemProperty(named = "playground.screenshots", matches = ".+")
    void itLooksAsTheReadmeShows() {
        show(1440, 810, ColorScheme.LIGHT, "spiral", 350, "playground");
    }

    /** Writes the pictures of opened layers. */
    @ParameterizedTest
    @CsvSource({"convolution,240", "carried-bit,100", "transformer,100"})
    @EnabledIfSystemProperty(named = "playground.screenshots", matches = ".+")
    void layersLookAsThePicturesShow(String lesson, int position) {
        try (var playground = sized(1440, 1200, ColorScheme.LIGHT)) {
            goTo(playground, lesson, position);
            assertThat(playground.page.locator("#layer-view")).hasAttribute("data-step", Integer.toString(position));
            takePicture(playground, "layers-" + lesson);
        }
    }

    private void show(int width, int height, ColorScheme scheme, String lesson, int position, String name) {
        try (var playground = sized(width, height, scheme)) {
            goTo(playground, lesson, position);
            takePicture(playground, name);
        }
    }

    private Playground sized(int width, int height, ColorScheme scheme) {
        return new Playground(
                port, options -> options.setViewportSize(width, height).setColorScheme(scheme));
    }

    private static void goTo(Playground playground, String lesson, int position) {
        playground.open().choose(lesson);
        assertThat(playground.status()).containsText("Press play", SLOW);
        playground.goTo(position);
        playground.page.waitForTimeout(1500);
    }

    private static void takePicture(Playground playground, String name) {
        playground.page.evaluate("() => scrollTo(0, 0)");
        Path picture = Path.of(System.getProperty("playground.screenshots"), name + ".png");
        playground.page.screenshot(new Page.ScreenshotOptions().setPath(picture));
        assertThat(picture).isNotEmptyFile();
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
