package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.downhill.service.Service;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A lesson that asks before it says what happens. */
@PlaygroundTest
class QuestionTest {
    private final int port;

    QuestionTest(Service service) {
        this.port = service.port();
    }

    @Test
    void theVerdictWaitsForThePrediction() {
        try (var playground = new Playground(port).open()) {
            playground.choose("learning-rate-too-large");
            playground.page.waitForCondition(() -> playground.points() == 30);
            playground.goTo(30);

            assertThat(playground.status()).containsText("Answer the question of the lesson");
            assertThat(playground.page.locator("#findings li")).hasCount(0);
            assertThat(playground.page.getByText("See:")).hasCount(0);

            playground.button("It reaches 3 in fewer steps").click();
            assertThat(playground.page.locator("#answer")).isFocused();
            assertThat(playground.page.locator("#answer")).containsText("Not “It reaches 3 in fewer steps”");
            assertThat(playground.page.locator("#answer"))
                    .containsText("“It jumps around 3, further each time”, because");
            assertThat(playground.page.getByText("See:")).isVisible();
            assertThat(playground.status()).containsText(Pattern.compile("^Finished"));
            assertThat(playground.page.locator("#findings li")).not().hasCount(0);
        }
    }

    @Test
    void aRightPredictionIsCalledRightAndNoneIsNeeded() {
        try (var playground = new Playground(port).open()) {
            playground.button("Shorter").press("Enter");
            assertThat(playground.page.locator("#answer")).containsText("Right: “Shorter”");

            playground.choose("forgotten-zero-grad");
            playground.button("Just show me").click();
            assertThat(playground.page.locator("#answer")).containsText("Answer: “It swings around 3");

            playground.choose("by-hand");
            assertThat(playground.page.locator("#answer")).containsText("Right: “Shorter”");
        }
    }
}
