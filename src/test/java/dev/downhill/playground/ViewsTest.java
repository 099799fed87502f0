package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@PlaygroundTest
class ViewsTest {
    private final int port;

    ViewsTest(Service service) {
        this.port = service.port();
    }

    @Test
    void stepShowsValuesGradientsAndTheChainOfAWeight() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.trainToTheEnd();
            playground.goTo(1);
            var weight = playground.page.locator("[data-node='w']");
            assertThat(weight).hasAttribute("aria-label", "w, 0, gradient −24, becomes 2.400");

            JsonNode backward =
                    playground.get("jobs/" + playground.job().get("id").asString() + "/steps/1?row=0");
            weight.hover();
            assertThat(playground.page.locator(".edge.lit")).hasCount(4);
            playground.page.mouse().move(5, 5);
            assertThat(playground.page.locator(".edge.dim")).hasCount(0);
            weight.focus();
            assertThat(playground.page.locator(".edge.lit")).hasCount(4);
            assertThat(playground.page.locator(".words li").last())
                    .hasText(backward.at("/backward/edges")
                            .valueStream()
                            .filter(edge -> edge.get("to").asString().equals("w"))
                            .findFirst()
                            .orElseThrow()
                            .get("text")
                            .asString());
        }
    }

    @Test
    void stepForgetsAWeightThatIsDrawnAnewUnderThePointer() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.trainToTheEnd();
            playground.goTo(1);
            playground.page.locator("[data-node='w']").hover();
            assertThat(playground.page.locator(".edge.lit")).hasCount(4);
            playground.goTo(8);
            assertThat(playground.page.locator("[data-node='w']"))
                    .not()
                    .hasAttribute("aria-label", "w, 0, gradient −24, becomes 2.400");
            playground.page.mouse().move(5, 5);
            assertThat(playground.page.locator(".edge.dim")).hasCount(0);
        }
    }

    @Test
    void stepPlaysForwardBackwardAndTheUpdate() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.trainToTheEnd();
            playground.goTo(1);
            var loss = playground.page.locator("[data-node='loss']");
            playground.button("forward").click();
            assertThat(loss).hasAttribute("aria-label", "loss");
            playground.button("loss").click();
            assertThat(loss).hasAttribute("aria-label", "loss, 36");
            playground.button("Play the step").click();
            assertThat(playground.button("forward")).hasAttribute("aria-pressed", "true");
            assertThat(playground.button("update")).hasAttribute("aria-pressed", "true");
        }
    }

    @Test
    void ballStandsWhereTheRunIs() {
        try (var playground = new Playground(port).open()) {
            playground.choose("two-parameters");
            playground.trainToTheEnd();
            var drawing = playground.page.locator("#bowl svg.drawing");
            assertThat(drawing)
                    .hasAttribute("aria-label", Pattern.compile("Map of the loss over w and b; .* 2\\.000., .*"));
            playground.control("Over which weights").selectOption("w");
            assertThat(drawing)
                    .hasAttribute("aria-label", Pattern.compile("Loss over w; the ball is at w = 2\\.000.*"));
            playground.goTo(0);
            assertThat(drawing).hasAttribute("aria-label", Pattern.compile("Loss over w; the ball is at w = 0"));
        }
    }

    @Test
    void drawsANetworksPathUpToThePlayhead() {
        try (var playground = new Playground(port).open(Playground.XOR.replace("\"units\": 4", "\"units\": 40"))) {
            playground.trainToTheEnd();
            assertThat(playground.page.locator("#bowl-caption")).containsText("two main directions of the run");
            var drawing = playground.page.locator("#bowl svg.drawing");
            assertThat(drawing)
                    .hasAttribute("aria-label", Pattern.compile(".*main direction 1 and main direction 2; .* at 0, 0"));
            playground.goTo(0);
            JsonNode path = playground
                    .get("jobs/" + playground.job().get("id").asString() + "/loss-surface?directions=path")
                    .get("path");
            String start = String.format(Locale.ROOT, "%.4f", path.at("/x/0").asDouble())
                    .replace('-', '−');
            assertThat(drawing).hasAttribute("aria-label", Pattern.compile(".* at " + start + ", .*"));
        }
    }

    @Test
    void fitIsWhatTheApiPredictsAtThatStep() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.trainToTheEnd();
            playground.goTo(1);
            assertThat(playground.page.locator("#fit-caption"))
                    .hasText("After step 1: at x = 2.00 the model says 4.800, the data 6.000.");
        }
    }

    @Test
    void twoInputsAreAMapWithTestRows() {
        try (var playground = new Playground(port).open(Playground.XOR)) {
            playground.trainToTheEnd();
            assertThat(playground.page.locator("#fit .dot")).hasCount(100);
            assertThat(playground.page.locator("#fit .dot.test")).hasCount(20);
            assertThat(playground.page.locator("#fit-caption")).containsText("Hollow: 20 test points");
        }
    }

    @Test
    void fitOfALargeNetworkFollowsThePlayhead() {
        try (var playground = new Playground(port).open(Playground.XOR.replace("\"units\": 4", "\"units\": 40"))) {
            playground.trainToTheEnd();
            var caption = playground.page.locator("#fit-caption");
            assertThat(caption).containsText("After step 120: ");
            Object end = map(playground);
            playground.goTo(3);
            assertThat(caption).containsText("After step 3: ");
            assertThat(map(playground)).isNotEqualTo(end);
            playground.goTo(120);
            assertThat(caption).containsText("After step 120: ");
            assertThat(map(playground)).isEqualTo(end);
        }
    }

    /** Returns the pixels of the map under the points. */
    private static Object map(Playground playground) {
        return playground.page.evaluate("() => document.querySelector('#fit canvas').toDataURL()");
    }

    @Test
    void textIsWhatTheModelWritesAtThatStep() {
        try (var playground = new Playground(port).open(Playground.CAT)) {
            playground.trainToTheEnd();
            String sample = "jobs/" + playground.job().get("id").asString() + "/sample?length=160&step=";
            for (int step : new int[] {120, 5, 0}) {
                playground.goTo(step);
                JsonNode written = playground.get(sample + step);
                assertThat(playground.page.locator("#fit .sample"))
                        .hasText(written.get("opening").asString()
                                + written.get("continuation").asString());
            }
            assertThat(playground.page.locator("#fit-caption")).containsText("Before the first step: ");
        }
    }

    @Test
    void countOfClassesIsTheAccuracyOfTheApi() {
        try (var playground = new Playground(port).open("""
                {"model": {"layers": [{"type": "linear", "units": 8, "activation": "tanh"}, {"type": "linear", "units": 3}]},
                 "data": {"dataset": "iris", "testFraction": 0.3, "standardize": true},
                 "optimizer": {"type": "adam", "learningRate": 0.05}, "steps": 60}""")) {
            playground.trainToTheEnd();
            double accuracy =
                    playground.job().at("/result/metrics/testAccuracy").asDouble();
            assertThat(playground.page.locator("#fit-caption"))
                    .hasText("After step 60: the model names the right species for " + Math.round(45 * accuracy)
                            + " of 45 test rows. A cell opens its rows.");
            assertThat(playground.page.locator("#fit tbody tr")).hasCount(3);
        }
    }

    @Test
    void plotsPredictionsAgainstTargetsOfManyInputs() {
        try (var playground = new Playground(port).open()) {
            playground.choose("autoencoder");
            playground.trainToTheEnd();
            assertThat(playground.page.locator("#fit-caption")).containsText("On the diagonal it is right");
            int rows = playground
                    .get("jobs/" + playground.job().get("id").asString() + "/data")
                    .at("/training/count")
                    .asInt();
            assertThat(playground.page.locator("#fit .point")).hasCount(3 * rows);
        }
    }

    @Test
    void reportsALossThatRefusesClasses() {
        try (var playground = new Playground(port).open("""
                {"model": {"expression": "w * petalLength + b", "parameters": {"w": 0.0, "b": 0.0}}, "loss": "mse",
                 "data": {"dataset": "iris"}, "optimizer": {"type": "sgd", "learningRate": 0.01}, "steps": 20}""")) {
            assertThat(playground.page.locator(".notice.error")).containsText("crossEntropy` learns classes");
        }
    }

    @Test
    void reportsANonFiniteLossAfterTheLastUpdate() {
        try (var playground = new Playground(port).open("""
                {"model": {"expression": "sqrt(w) * x", "parameters": {"w": 0.5}}, "data": {"x": [1.0], "y": [0.0]},
                 "optimizer": {"type": "sgd", "learningRate": 1.0}, "steps": 1}""")) {
            playground.toTheEnd();
            assertThat(playground.status()).containsText("after step 1 the loss with these weights is not finite");
            assertThat(playground.page.locator("#findings")).containsText("gave nan from -0.5");
        }
    }

    @Test
    void bowlReportsALossThatNoNumberHolds() {
        try (var playground = new Playground(port)
                .open(FirstLesson.JSON.replace("0.1}", "0.26}").replace("\"steps\": 10", "\"steps\": 10000"))) {
            playground.toTheEnd();
            assertThat(playground.status()).containsText("The run diverged: after step 4589");
            assertThat(playground.page.locator("#bowl .body")).containsText("too large to represent");
        }
    }

    @Test
    void drawsAModelOfTwoClassesAsAProbability() {
        try (var playground = new Playground(port).open()) {
            playground.choose("logistic-regression");
            playground.trainToTheEnd();
            assertThat(playground.page.locator("#fit-caption"))
                    .containsText("Its probability is 50 % at hours = 3.25.");
        }
    }

    @Test
    void testLossIsTheOneOfTheApi() {
        try (var playground = new Playground(port).open(Playground.XOR)) {
            playground.trainToTheEnd();
            JsonNode held = playground.job().at("/trajectory/testLoss");
            int last = held.get("step").size() - 1;
            for (int entry : new int[] {0, last / 2, last}) {
                playground.goTo(held.get("step").get(entry).asInt());
                assertThat(playground.shown("test loss"))
                        .isEqualTo(held.get("loss").get(entry).asDouble());
            }
            assertThat(playground.page.locator("#loss .legend")).containsText("test loss");
        }
    }

    @Test
    void curvesHaveALogAxisAndGradients() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.trainToTheEnd();
            Object before = ink(playground);
            playground.control("log axis").check();
            assertThat(ink(playground)).isNotEqualTo(before);
            playground.control("Weights or gradients").selectOption("gradients");
            assertThat(playground.page.locator("#weights .legend"))
                    .hasText(Pattern.compile("^w(dashed: previous run)?$"));
        }
    }

    /** Returns the pixels of the first chart. */
    private static Object ink(Playground playground) {
        return playground.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame("
                + "() => done(document.querySelector('#loss canvas').toDataURL()))))");
    }

    @Test
    void downloadsAreWhatTheApiGives() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.trainToTheEnd();
            playground.button("Copy as PyTorch").click();
            assertThat(playground.page.getByText("Copied")).isVisible();
            assertThat((String) playground.page.evaluate("() => navigator.clipboard.readText()"))
                    .contains("import torch");
            var trajectory = playground.page.waitForDownload(
                    () -> playground.button("Download trajectory").click());
            assertThat(trajectory.suggestedFilename()).isEqualTo("downhill.json");
            var plot = playground.page.waitForDownload(
                    () -> playground.button("Download plot").click());
            assertThat(plot.suggestedFilename()).isEqualTo("downhill.svg");
        }
    }
}
