package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several runs side by side: pinned ones, a race, and a run that goes on from the playhead. */
@PlaygroundTest
class CompareTest {
    private final int port;

    CompareTest(Service service) {
        this.port = service.port();
    }

    private static Locator pins(Playground playground) {
        return playground.page.locator(".pins .pin");
    }

    /** A race trains 40 runs. */
    private static void waitForFive(Playground playground) {
        assertThat(pins(playground)).hasCount(5, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
    }

    private static void train(Playground playground, double rate) {
        playground.control("Learning rate").fill(Double.toString(Math.round(100 * Math.log10(rate)) / 100.0));
        playground.page.waitForCondition(() ->
                playground.job().at("/specification/optimizer/learningRate").asDouble() == rate);
        playground.toTheEnd();
    }

    @Test
    void aPinnedRunStaysInThePicturesUnderItsNameUntilItIsRemoved() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.toTheEnd();
            playground.button("Pin this run").click();
            String first = playground.jobId();
            train(playground, 0.2);
            playground.button("Pin this run").click();

            assertThat(pins(playground)).hasCount(2);
            assertThat(playground.page.locator("#pin-2")).containsText("rate 0.2");
            assertThat(playground.page.locator("#bowl .other.pin-1 .now")).hasCount(1);
            assertThat(playground.page.locator("#fit .other-fit.pin-1")).hasCount(1);
            assertThat(playground.page.locator("#loss .pin-key")).hasCount(1);

            playground.button("Rename SGD, rate 0.1").click();
            playground.page.getByLabel("New name of SGD, rate 0.1").fill("The slow one");
            playground.page.keyboard().press("Enter");
            assertThat(playground.page.locator("#loss .pin-key")).hasText("The slow one");

            playground.page.reload();
            assertThat(playground.page.locator("#pin-1")).containsText("The slow one");
            playground.page.locator("#pin-1").click();
            playground.page.waitForCondition(() -> playground.jobId().equals(first));
            assertThat(playground.page.locator("#pin-1")).hasAttribute("aria-pressed", "true");
            assertThat(playground.page.locator("#rate-shown")).hasText("0.1");

            playground.button("Remove rate 0.2").click();
            assertThat(pins(playground)).hasCount(1);
            assertThat(playground.page.locator("#bowl .other.pin-2")).hasCount(0);
        }
    }

    @Test
    void aRaceDrawsThePathOfEveryOptimizer() {
        try (var playground = new Playground(port).open(Playground.LINE)) {
            playground.toTheEnd();
            playground.button("Race the optimizers").click();

            waitForFive(playground);
            assertThat(playground.page.locator("#bowl .other .whole")).hasCount(4);
            playground.goTo(10);
            assertThat(playground.page.locator("#bowl .other .gone")).hasCount(4);
            assertThat(playground.page.locator(".pins")).containsText("SGD + momentum");
            assertThat(playground.page.locator(".pins")).containsText("Adam");
        }
    }

    @Test
    void aRaceOfLayersHasEachPathOnTheDirectionsOfTheShownRun() {
        try (var playground = new Playground(port).open(Playground.XOR)) {
            playground.toTheEnd();
            playground.button("Race the optimizers").click();

            waitForFive(playground);
            playground.goTo(20);
            assertThat(playground.page.locator("#bowl .other .gone")).hasCount(4);
            assertThat(playground.page.locator("#fit .other-fit")).hasCount(4);
        }
    }

    @Test
    void theRunGoesOnFromThePlayheadWithAnotherRate() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.toTheEnd();
            playground.goTo(2);
            playground.button("Go on from here").click();
            playground.page.getByLabel("Learning rate from here on").fill("0.05");
            playground.page.keyboard().press("Enter");

            assertThat(playground.status()).containsText("This run went on from step 2.");
            assertThat(playground.status()).containsText("Dashed: previous run (learning rate 0.1)");
            JsonNode fork = playground.job();
            assertThat(fork.at("/forkOf/step").asInt()).isEqualTo(2);
            assertThat(fork.at("/specification/optimizer/learningRate").asDouble())
                    .isEqualTo(0.05);
            playground.goTo(1);
            assertThat(playground.shown("step")).isEqualTo(3);
            assertThat(playground.shown("w"))
                    .isEqualTo(fork.at("/trajectory/parameters/w/0").asDouble());
            // w after 2 steps is 2.88: the error 0.12 shrinks by 1 - 2 * 0.05 * 4.
            assertThat(playground.shown("w")).isCloseTo(3 - 0.12 * 0.6, within(1e-12));
            assertThat(playground.page.locator("#rate-shown")).hasText("0.05");
        }
    }
}
