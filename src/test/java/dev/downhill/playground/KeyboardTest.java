package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody here touches a mouse. */
@PlaygroundTest
class KeyboardTest {
    /** Gives every control that can be seen and used a number, and returns the numbers. */
    private static final String CONTROLS = """
            () => [...document.querySelectorAll('a[href], button, summary, select, input, textarea, [tabindex="0"]')]
              .filter((e) => !e.disabled && e.tabIndex >= 0 && e.checkVisibility())
              .map((e, i) => { e.dataset.control = String(i); return e.dataset.control; })""";

    /** Returns the number of the control that has the focus, and whether it can be seen that it has. */
    private static final String FOCUSED = """
            () => { const e = document.activeElement; const s = getComputedStyle(e.matches('g') ? e.querySelector('rect') : e);
              return [e.dataset.control ?? e.outerHTML.slice(0, 80), e.matches('g, rect') ? s.strokeWidth === '5px' : s.outlineStyle === 'solid']; }""";

    private final int port;

    KeyboardTest(Service service) {
        this.port = service.port();
    }

    private static void press(Playground playground, String... keys) {
        for (String key : keys) {
            playground.page.keyboard().press(key);
        }
    }

    @Test
    void tabReachesEveryControlVisibly() {
        try (var playground = new Playground(port).open(Playground.LINE)) {
            playground.trainToTheEnd();
            playground.goTo(5);
            assertThat(playground.page.locator("#step-caption")).containsText("Step 5 on");
            assertThat(playground.page.locator("[data-node='w']")).isVisible();
            playground.page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }");
            Set<Object> controls = new HashSet<>((List<?>) playground.page.evaluate(CONTROLS));
            Set<Object> reached = new HashSet<>();
            for (int i = 0; i < controls.size() + 5; i++) {
                press(playground, "Tab");
                List<?> focused = (List<?>) playground.page.evaluate(FOCUSED);
                boolean aroundTheEnd = String.valueOf(focused.get(0)).startsWith("<body");
                assertThat(aroundTheEnd || focused.get(1).equals(true))
                        .as("focus is seen at %s", focused.get(0))
                        .isTrue();
                reached.add(focused.get(0));
            }
            assertThat(reached).hasSizeGreaterThan(40).containsAll(controls);
        }
    }

    @Test
    void playerHasItsKeysOutsideOfControls() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.button("Train").focus();
            String before = playground.jobId();
            playground.page.keyboard().press("Enter");
            playground.page.waitForCondition(() -> !playground.jobId().equals(before));
            assertThat(playground.button("Train")).isFocused();
            playground.toTheEnd();
            playground.page.evaluate("() => document.activeElement.blur()");
            playground.page.keyboard().press("End");
            playground.page.keyboard().press("ArrowLeft");
            assertThat(playground.shown("step")).isEqualTo(9);
            playground.page.keyboard().press("Home");
            assertThat(playground.shown("step")).isEqualTo(0);
            playground.page.keyboard().press(" ");
            assertThat(playground.button("Pause")).isVisible();
        }
    }

    @Test
    void keyboardPicksTrainsStepsAndExplains() {
        try (var playground = new Playground(port).open()) {
            press(playground, "Tab", "Enter");
            assertThat(playground.button("Play")).isFocused();
            playground.control("Choose a lesson").focus();
            press(playground, "ArrowDown");
            assertThat(playground.page.locator("h1"))
                    .hasText(playground.get("lessons").at("/lessons/1/title").asString());

            playground.button("Train").focus();
            playground.train(() -> press(playground, "Enter"));
            assertThat(playground.button("Pause")).isVisible();
            assertThat(playground.button("Train")).isFocused();
            playground.toTheEnd();
            playground.page.locator("#scrub").focus();
            press(playground, "Home", "ArrowRight", "ArrowRight");
            assertThat(playground.shown("step")).isEqualTo(2);

            assertThat(playground.button("backward")).isEnabled();
            playground.button("backward").focus();
            press(playground, "Enter");
            assertThat(playground.button("backward")).hasAttribute("aria-pressed", "true");
            playground.page.locator(".box.parameter .hit").focus();
            assertThat(playground.page.locator(".edge.lit")).not().hasCount(0);

            playground.page.locator("#tab-form").focus();
            press(playground, "ArrowRight", "Tab", "Control+A");
            playground.page.keyboard().type(FirstLesson.JSON.replace("\"steps\": 10", "\"steps\": 7"));
            playground.button("Train").focus();
            press(playground, "Enter");
            playground.page.waitForCondition(() -> playground.points() == 7);
            playground.page.evaluate("() => document.activeElement.blur()");
            press(playground, "End");
            assertThat(playground.shown("step")).isEqualTo(7);
        }
    }
}
