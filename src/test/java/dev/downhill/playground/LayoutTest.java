package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.downhill.service.Service;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What one screen holds. */
@PlaygroundTest
class LayoutTest {
    /** A service that has just started trains its first long run slowly. */
    private static final LocatorAssertions.ContainsTextOptions SLOW =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    private final int port;

    LayoutTest(Service service) {
        this.port = service.port();
    }

    private Playground window(int width, int height) {
        return new Playground(port, options -> options.setViewportSize(width, height));
    }

    @Test
    void everyLessonsFirstRowIsOnOneScreen() {
        try (var playground = window(1280, 650).open()) {
            for (JsonNode lesson : playground.get("lessons").get("lessons")) {
                playground.choose(lesson.get("id").asString());
                assertThat(playground.status()).containsText("Press play", SLOW);
                for (int[] size : new int[][] {{1280, 650}, {1440, 900}, {1920, 1080}}) {
                    playground.page.setViewportSize(size[0], size[1]);
                    assertFirstRowIsOnTheScreen(playground, lesson.get("id").asString() + " at " + size[0]);
                }
            }
        }
    }

    private static void assertFirstRowIsOnTheScreen(Playground playground, String what) {
        playground.page.waitForFunction("() => [...document.querySelectorAll('.first-row .body')]"
                + ".every((body) => body.querySelector('svg, canvas, .sample, table'))");
        // A view is drawn for its new size in the frame after the change.
        playground.page.evaluate(
                "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assertThat((List<?>) playground.page.evaluate("""
                () => [...document.querySelectorAll('.setup, .player, .first-row .view, .first-row .caption')]
                  .map((e) => [e.id || e.className, e.getBoundingClientRect()])
                  .filter(([, {left, top, right, bottom}]) => left < 0 || top < 0 || right > innerWidth || bottom > innerHeight)
                  .map(([name]) => name)""")).as(what).isEmpty();
        assertThat(playground.page.locator(".first-row .view")).hasCount(3);
    }

    @Test
    void aPhoneShowsOnePictureAtATimeAboveThePlayer() {
        try (var playground = window(375, 812).open()) {
            assertThat(playground.page.evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(375);
            assertThat(
                            (List<?>)
                                    playground.page.evaluate(
                                            "() => [...new Set([...document.querySelectorAll('.setup, .views, .share, .first-row .view:first-child')]"
                                                    + ".map((e) => e.getBoundingClientRect()).map(({left, right}) => left + ' ' + right))]"))
                    .hasSize(1);
            Locator fit = playground.page.locator("#fit");
            playground.page.locator(".view-tabs").getByText("Fit").click();
            playground.page.waitForCondition(() -> fit.boundingBox().x < 20);
            fit.evaluate("e => e.scrollIntoView({block: 'nearest'})");
            assertThat(fit.boundingBox().y + fit.boundingBox().height)
                    .isLessThanOrEqualTo(playground.page.locator("#player").boundingBox().y);
            assertThat(playground.page.locator("#fit .fitted")).hasCount(1);
            playground.button("Step forward").click();
            assertThat(playground.shown("step")).isEqualTo(1);
        }
    }

    @Test
    void aViewFillsTheWindowUntilEscape() {
        try (var playground = window(1280, 650).open()) {
            var full = playground.button("Fit in the whole window");
            full.click();
            assertThat(playground.page.locator("#fit").boundingBox().width).isEqualTo(1280);
            playground.button("Step forward").click();
            assertThat(playground.shown("step")).isEqualTo(1);

            playground.page.keyboard().press("Escape");
            assertThat(playground.page.locator("#fit").boundingBox().width).isLessThan(400);
            assertThat(full).isFocused();
        }
    }

    @Test
    void aReaderExchangesViews() {
        try (var playground = window(1280, 650).open()) {
            playground.choose("two-parameters");
            playground.control("View instead of Fit").selectOption("step");
            assertThat(playground.page.locator(".first-row #step")).isVisible();
            assertThat(playground.page.locator(".rest #fit")).hasCount(1);
            assertThat(playground.control("View instead of Step")).isFocused();

            playground.control("View instead of Step").selectOption("surface");
            assertThat(playground.page.locator(".first-row .view").nth(1)).hasId("bowl");
            playground.choose("by-hand");
            assertThat(playground.page.locator(".rest #step")).hasCount(1);
        }
    }

    @Test
    void aLessonOpensItsViewsWithItsSettings() {
        try (var playground = window(1280, 650).open()) {
            playground.choose("vanishing-gradients");
            assertThat(playground.control("Weights or gradients")).hasValue("gradients");
            assertThat(playground.control("log sizes")).isChecked();
            playground.choose("by-hand");
            assertThat(playground.control("Weights or gradients")).hasValue("weights");
        }
    }
}
