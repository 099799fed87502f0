package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import org.junit.jupiter.api.Test;

/** A learning rate that acts while it is dragged. */
@PlaygroundTest
class LiveRateTest {
    private final int port;

    LiveRateTest(Service service) {
        this.port = service.port();
    }

    private static void waitForRate(Playground playground, double rate) {
        playground.page.waitForCondition(() ->
                playground.job().at("/specification/optimizer/learningRate").asDouble() == rate);
    }

    private static double rate(Playground playground) {
        // The page shows a change in the next frame.
        playground.page.evaluate(
                "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return Double.parseDouble(playground.page.locator("#rate-shown").textContent());
    }

    @Test
    void aDragTrainsAndKeepsThePlayheadsPlace() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.toTheEnd();
            playground.goTo(5);
            var box = playground.control("Learning rate").boundingBox();
            var mouse = playground.page.mouse();
            mouse.move(box.x + box.width * 4 / 6, box.y + box.height / 2);
            mouse.down();
            for (int i = 0; i < 20; i++) {
                mouse.move(box.x + box.width * (4 - i / 40.0) / 6, box.y + box.height / 2);
            }
            mouse.up();

            double rate = rate(playground);
            assertThat(rate).isBetween(0.02, 0.06);
            waitForRate(playground, rate);
            assertThat(playground.shown("step")).isEqualTo(5);
            assertThat(playground.status()).containsText("Dashed: previous run (learning rate 0.1)");
            assertThat(playground.shown("w"))
                    .isEqualTo(playground.job().at("/trajectory/parameters/w/4").asDouble());
        }
    }

    @Test
    void arrowKeysTrainToo() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.toTheEnd();
            playground.control("Learning rate").focus();
            for (int i = 0; i < 10; i++) {
                playground.page.keyboard().press("ArrowRight");
            }

            waitForRate(playground, rate(playground));
            assertThat(playground.control("Learning rate")).isFocused();
            assertThat(playground.status()).containsText("Dashed: previous run (learning rate 0.1)");
            assertThat(playground.shown("step")).isEqualTo(10);
        }
    }

    @Test
    void aLongRunWaitsForTrain() {
        try (var playground = new Playground(port).open(Playground.ENDLESS)) {
            playground.control("Learning rate").fill("-4");
            assertThat(playground.page.locator("#rate-shown")).hasText("0.0001");
            assertThat(playground.jobId()).isEmpty();
        }
    }
}
