package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@PlaygroundTest
class NetworkTest {
    /** Every unit of the first layer is off for every row. */
    private static final String DEAD = """
            {"model": {"layers": [{"type": "linear", "units": 2, "activation": "relu",
                                   "weight": [[1, 0], [0, 1]], "bias": [-100, 5]}, {"type": "linear", "units": 2}]},
             "data": {"generator": "xor", "n": 40}, "optimizer": {"type": "sgd", "learningRate": 0.01}, "steps": 5}""";

    private static final double WIDEST = 6;
    private static final double LEAST = 0.35;

    private final int port;

    NetworkTest(Service service) {
        this.port = service.port();
    }

    private static Locator line(Playground playground, String weight) {
        return playground.page.locator("#network [data-weight='" + weight + "']");
    }

    private static double width(Playground playground, String weight) {
        return ((Number) line(playground, weight).evaluate("line => Number(line.style.strokeWidth)")).doubleValue();
    }

    private static JsonNode weights(Playground playground, int step) {
        String job = playground.job().get("id").asString();
        return playground
                .get("jobs/" + job + "/weights?from=" + step + "&to=" + step)
                .get("parameters");
    }

    @Test
    void linesAreAsWideAsTheWeightsOfTheApi() {
        try (var playground = new Playground(port).open(Playground.XOR)) {
            playground.trainToTheEnd();
            for (int step : new int[] {120, 7, 0}) {
                playground.goTo(step);
                var view = playground.page.locator("#network");
                assertThat(view).hasAttribute("data-step", Integer.toString(step));
                double scale = Double.parseDouble(view.getAttribute("data-scale"));
                JsonNode weight = weights(playground, step).at("/0.weight/0");
                for (int unit = 0; unit < 4; unit++) {
                    double value = weight.at("/" + unit + "/1").asDouble();
                    String name = "0.weight[" + unit + "][1]";
                    assertThat(width(playground, name))
                            .isCloseTo(LEAST + (WIDEST - LEAST) * Math.abs(value) / scale, within(0.051));
                    assertThat(line(playground, name))
                            .hasClass(Pattern.compile(value < 0 ? "link minus.*" : "link plus.*"));
                }
            }
        }
    }

    @Test
    void gradientsAreThoseThatTheNextStepRecords() {
        try (var playground =
                new Playground(port).open(Playground.XOR.replace("\"testFraction\": 0.2", "\"testFraction\": 0"))) {
            playground.trainToTheEnd();
            playground.goTo(11);
            playground.button("Gradients").click();
            var bar = playground.page.locator("#network .foot .bar").first();
            bar.waitFor();
            JsonNode next = playground.job().at("/trajectory/gradients/0.weight/11");
            double squares = 0;
            for (JsonNode row : next) {
                for (JsonNode value : row) {
                    squares += value.asDouble() * value.asDouble();
                }
            }
            assertThat(Double.parseDouble(bar.getAttribute("data-norm"))).isCloseTo(Math.sqrt(squares), within(1e-9));
        }
    }

    @Test
    void unitThatIsOffForEveryRowIsMarked() {
        try (var playground = new Playground(port).open(DEAD)) {
            playground.trainToTheEnd();
            assertThat(playground.page.locator("#network .unit.dead")).hasCount(1);
            var dead = playground.page.locator("#network [data-unit='0.0']");
            assertThat(dead)
                    .hasAttribute("aria-label", "unit 1 of layer 0, relu, bias −100, dead: 0 for every training row");
        }
    }

    @Test
    void wideLayersAreFolded() {
        try (var playground = new Playground(port).open(Playground.XOR.replace("\"units\": 4", "\"units\": 64"))) {
            playground.trainToTheEnd();
            var more = playground.page.locator("#network .foot .more");
            assertThat(more).hasText(Pattern.compile("\\+\\d\\d more"));
            int hidden = Integer.parseInt(more.textContent().replaceAll("\\D", ""));
            assertThat(playground.page.locator("#network .unit")).hasCount(2 + 64 - hidden + 2);
        }
    }

    @Test
    void changedWeightTrainsOnFromThere() {
        try (var playground = new Playground(port).open(Playground.XOR)) {
            playground.trainToTheEnd();
            playground.goTo(20);
            String before = playground.job().get("id").asString();
            playground.page.locator("#network [data-unit='0.1']").click();
            var editor = playground.page.locator("#network .neuron");
            assertThat(editor.locator(".neuron-formula"))
                    .hasText(Pattern.compile("tanh\\(−?[\\d.]+ · x\\[0] [+−] [\\d.]+ · x\\[1] [+−] [\\d.]+\\)"));
            editor.locator("[data-term='0.weight[1][0]']").click();
            editor.locator("input[type=number]").fill("2.5");
            assertThat(line(playground, "0.weight[1][0]")).hasClass(Pattern.compile("link plus.*"));
            editor.getByText("Go on from here").click();
            playground.page.waitForCondition(() -> !playground.jobId().equals(before));
            playground.toTheEnd();

            JsonNode fork = playground.job();
            assertThat(fork.at("/forkOf/job").asString()).isEqualTo(before);
            assertThat(fork.at("/forkOf/step").asLong()).isEqualTo(20);
            assertThat(fork.at("/trajectory/initial/0.weight/1/0").asDouble()).isEqualTo(2.5);
            assertThat(fork.at("/trajectory/step/0").asLong()).isEqualTo(21);
            playground.goTo(0);
            assertThat(playground.page.locator("#network")).hasAttribute("data-step", "20");
            assertThat(playground.page.locator("#fit-caption")).containsText("After step 20: ");
        }
    }

    @Test
    void arrowsWalkTheUnitsAndEscapeReturnsToThem() {
        try (var playground = new Playground(port).open(Playground.XOR)) {
            playground.trainToTheEnd();
            playground.page.locator("#network [data-unit='-1.0']").focus();
            playground.page.keyboard().press("ArrowRight");
            playground.page.keyboard().press("ArrowDown");
            var unit = playground.page.locator("#network [data-unit='0.1']");
            assertThat(unit).isFocused();
            playground.page.keyboard().press("Enter");
            assertThat(playground.page.locator("#network .neuron")).isVisible();
            playground.page.keyboard().press("Escape");
            assertThat(unit).isFocused();
        }
    }

    @Test
    void formulaIsShownWithItsWeights() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.trainToTheEnd();
            playground.goTo(1);
            assertThat(playground.page.locator("#network .formula")).hasText("y = w * x");
            assertThat(playground.page.locator("#network li")).hasText("w = 2.4000");
        }
    }
}
