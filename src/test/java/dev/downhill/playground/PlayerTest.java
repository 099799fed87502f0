package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ReducedMotion;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@PlaygroundTest
class PlayerTest {
    private final int port;

    PlayerTest(Service service) {
        this.port = service.port();
    }

    @ParameterizedTest
    @ValueSource(strings = {"by-hand", "two-parameters", "xor"})
    void showsTheNumbersOfTheApi(String lesson) {
        try (var playground = new Playground(port).open()) {
            playground.choose(lesson);
            playground.trainToTheEnd();

            JsonNode trajectory = playground.job().get("trajectory");
            int points = trajectory.get("step").size();
            for (int position : new int[] {1, 2, points / 2, points}) {
                playground.goTo(position);
                assertThat(playground.shown("step"))
                        .isEqualTo(trajectory.get("step").get(position - 1).asDouble());
                assertThat(playground.shown("loss"))
                        .isEqualTo(trajectory.get("loss").get(position - 1).asDouble());
                assertWeightsAreOf(trajectory.get("parameters"), position, playground);
            }
        }
    }

    private static void assertWeightsAreOf(JsonNode parameters, int position, Playground playground) {
        parameters.properties().forEach(parameter -> {
            JsonNode value = parameter.getValue().get(position - 1);
            if (value.isNumber()) {
                assertThat(playground.shown(parameter.getKey())).isEqualTo(value.asDouble());
            }
        });
    }

    private static List<Double> numbers(Playground playground) {
        return List.of(playground.shown("step"), playground.shown("loss"), playground.shown("w"));
    }

    @Test
    void steppingBackAndForwardReturnsToTheSameNumbers() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.trainToTheEnd();
            List<List<Double>> there = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                there.add(numbers(playground));
                playground.button("Step back").click();
            }
            assertThat(playground.shown("w")).isEqualTo(0.0);
            assertThat(playground.button("Step back")).isDisabled();

            List<List<Double>> back = IntStream.range(0, 10)
                    .mapToObj(i -> {
                        playground.button("Step forward").click();
                        return numbers(playground);
                    })
                    .toList();
            assertThat(back.reversed()).isEqualTo(there);
        }
    }

    @Test
    void aRunPlaysByItselfAndPauses() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.control("Pace").selectOption("fast");
            playground.button("Train").click();
            playground.button("Pause").click();
            assertThat(playground.button("Play")).isVisible();
            double step = playground.shown("step");

            playground.button("Play").click();
            assertThat(playground.button("Step forward")).isDisabled();
            assertThat(playground.shown("step")).isEqualTo(10).isGreaterThan(step);
        }
    }

    @Test
    void atOnceGoesToTheNewestStep() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.control("Pace").selectOption("at once");
            playground.button("Train").click();
            assertThat(playground.button("Step forward")).isDisabled();
            playground.page.waitForCondition(
                    () -> playground.page.locator("#scrub").inputValue().equals("10"));
            assertThat(playground.shown("step")).isEqualTo(10);
        }
    }

    @Test
    void choosingAnotherLessonStopsTheRun() {
        try (var playground = new Playground(port).open(Playground.ENDLESS)) {
            playground.button("Train").click();
            playground.page.waitForCondition(() -> playground.points() > 2);
            String id = playground.job().get("id").asString();
            playground.choose("autograd");
            playground.page.waitForCondition(
                    () -> playground.get("jobs/" + id).get("status").asString().equals("cancelled"));
            playground.trainToTheEnd();
            assertThat(playground.shown("step")).isEqualTo(playground.points());
        }
    }

    @Test
    void showsTheDiagnosisAtTheEndAndTriesWhatItSuggests() {
        try (var playground = new Playground(port).open(FirstLesson.JSON.replace("0.1}", "0.26}"))) {
            playground.trainToTheEnd();
            assertThat(playground.page.locator("#findings li span"))
                    .hasText(playground.job().at("/result/diagnosis/0/message").asString());
            assertThat(playground.page.locator("#findings")).containsText("the learning rate 0.26 is too large");
            playground.button("Step back").click();
            assertThat(playground.page.locator("#findings li")).hasCount(0);

            playground.button("Step forward").click();
            double suggested = playground
                    .job()
                    .at("/result/diagnosis/0/numbers/suggestedLearningRate")
                    .asDouble();
            playground.page.locator("#findings button").click();
            playground.page.waitForCondition(() ->
                    playground.job().at("/specification/optimizer/learningRate").asDouble() == suggested);
        }
    }

    @Test
    void reducedMotionMovesTheBallFromStepToStep() {
        try (var playground = new Playground(port, options -> options.setReducedMotion(ReducedMotion.REDUCE))
                .open(FirstLesson.JSON)) {
            playground.trainToTheEnd();
            assertThat(playground.page.locator("#bowl .ball")).isVisible();
            List<Object> stands = IntStream.rangeClosed(0, 10)
                    .mapToObj(position -> {
                        playground.goTo(position);
                        playground.shown("step");
                        return ball(playground);
                    })
                    .toList();
            playground.button("Play").click();
            while (playground.shown("step") < 5) {
                assertThat(ball(playground)).isIn(stands);
            }
        }
    }

    private static Object ball(Playground playground) {
        return playground.page.evaluate("() => document.querySelector('#bowl .ball').getAttribute('cx')");
    }

    @Test
    void anotherLearningRateKeepsThePreviousRunAsAGhost() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.trainToTheEnd();
            playground.control("Learning rate").fill("-0.6");

            assertThat(playground.status()).containsText("Dashed: previous run (learning rate 0.1)");
            assertThat(playground
                            .job()
                            .at("/specification/optimizer/learningRate")
                            .asDouble())
                    .isEqualTo(0.251);
        }
    }

    @Test
    void reloadResumesARun() {
        try (var playground = new Playground(port).open(Playground.ENDLESS)) {
            playground.button("Train").click();
            playground.page.waitForCondition(() -> playground.shown("step") > 1000);
            String id = playground.job().get("id").asString();
            double step = playground.shown("step");
            playground.page.reload();

            assertThat(playground.button("Pause")).isVisible();
            playground.page.waitForCondition(() -> playground.shown("step") > step);
            assertThat(playground.job().get("id").asString()).isEqualTo(id);
            playground.stop();
            assertThat(playground.status()).containsText("Stopped");
        }
    }
}
