package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first minute: the page is trained before anybody asks. */
@PlaygroundTest
class StartTest {
    private final int port;

    StartTest(Service service) {
        this.port = service.port();
    }

    @Test
    void standsTrainedAtTheStartAndPlaysOnOnePress() {
        try (var playground = new Playground(port).open()) {
            assertThat(playground.page.locator("#bowl .ball")).isVisible();
            assertThat(playground.page.locator("#fit .fitted")).hasCount(1);
            assertThat(playground.status()).containsText("Press play");
            assertThat(playground.shown("step")).isZero();

            playground.control("Pace").selectOption("fast");
            playground.button("Play").click();
            assertThat(playground.status()).containsText("The run has ended");
            playground.button("Just show me").click();
            assertThat(playground.status()).containsText("Finished in");
            assertThat(playground.shown("step")).isEqualTo(10);
            assertThat(playground.shown("w")).isBetween(2.99, 3.01);
        }
    }

    @Test
    void aLinkedSpecificationIsTrainedToo() {
        try (var playground = new Playground(port).open(Playground.LINE)) {
            assertThat(playground.page.locator("#bowl .ball")).isVisible();
            assertThat(playground.shown("step")).isZero();
            playground.toTheEnd();
            assertThat(playground.shown("step")).isEqualTo(60);
        }
    }

    @Test
    void anotherLessonStandsAtItsStartAndAVariationPlays() {
        try (var playground = new Playground(port).open()) {
            playground.choose("learning-rate-too-large");
            assertThat(playground.status()).containsText("Press play");
            assertThat(playground.shown("step")).isZero();

            playground.button("0.1: it arrives").click();
            assertThat(playground.button("Pause")).isVisible();
            assertThat(playground.button("0.1: it arrives")).hasAttribute("aria-pressed", "true");
        }
    }

    @Test
    void theNewestOfManyChoicesWins() {
        try (var playground = new Playground(port).open()) {
            List<String> posts = new ArrayList<>();
            playground.page.onRequest(request -> {
                if (request.method().equals("POST") && request.url().endsWith("/jobs")) {
                    posts.add(request.url());
                }
            });
            for (String lesson : List.of("autograd", "plot", "xor", "momentum")) {
                playground.page.locator("#lesson-choice").selectOption(lesson);
            }
            playground.page.waitForCondition(() -> !playground.jobId().isEmpty()
                    && playground.job().at("/specification/name").asString().equals("A ravine, with momentum"));
            assertThat(playground.page.locator("h1")).hasText("A heavy ball in a ravine");
            assertThat(posts).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void aLongRunWaitsForTrain() {
        try (var playground = new Playground(port).open(Playground.ENDLESS)) {
            assertThat(playground.status()).containsText("This run takes long, so it does not start by itself.");
            assertThat(playground.jobId()).isEmpty();
        }
    }

    @Test
    void anEditSaysThatThePicturesAreOfTheRunBefore() {
        try (var playground = new Playground(port).open(Playground.LINE)) {
            playground.control("Steps").fill("20");
            playground.control("Steps").blur();
            assertThat(playground.status()).containsText("the pictures show the run before");
            playground.page.reload();
            assertThat(playground.status()).containsText("the pictures show the run before");

            playground.trainToTheEnd();
            assertThat(playground.shown("step")).isEqualTo(20);
        }
    }
}
