package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.downhill.service.Service;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Layers that are opened, metrics over time and the confusion matrix, beside what the service says. */
@PlaygroundTest
class LayersTest {
    private static final String DIGITS = """
            {"model": {"layers": [{"type": "unflatten", "shape": [1, 8, 8]},
                                  {"type": "conv2d", "outChannels": 4, "kernelSize": 3, "activation": "relu"},
                                  {"type": "flatten"}, {"type": "linear", "units": 10}]},
             "data": {"dataset": "digits", "testFraction": 0.2}, "optimizer": {"type": "adam", "learningRate": 0.01},
             "batchSize": 128, "steps": 12, "record": {"metrics": true}}""";

    private static final String BIT = """
            {"model": {"layers": [{"type": "unflatten", "shape": [20, 1]}, {"type": "lstm", "units": 4},
                                  {"type": "linear", "units": 2}]},
             "data": {"generator": "bit", "n": 40}, "steps": 4}""";

    private static final String TEXT = """
            {"model": {"layers": [{"type": "embedding", "embeddingDim": 4},
                                  {"type": "multiheadAttention", "numHeads": 2, "causal": true},
                                  {"type": "linear", "units": 10}]},
             "data": {"text": "the cat sat on the mat", "context": 6, "predict": "every"},
             "optimizer": {"type": "adam", "learningRate": 0.05}, "steps": 4}""";

    private final int port;

    LayersTest(Service service) {
        this.port = service.port();
    }

    private static JsonNode opened(Playground playground, int step, String query) {
        String id = playground.job().get("id").asString();
        return playground.get("jobs/" + id + "/steps/" + step + "?" + query).at("/layers/0");
    }

    @Test
    void aConvolutionShowsItsMetricsItsConfusionAndItsMaps() {
        try (var playground = new Playground(port).open(DIGITS)) {
            playground.trainToTheEnd();
            var view = playground.page.locator("#layer-view");
            assertThat(view).hasAttribute("data-step", "12");
            assertThat(view.locator(".tile")).hasCount(4);
            // The middle of the map is open until the reader chooses another element.
            assertThat(playground.control("Element: column")).not().hasValue("0");
            view.locator(".tile").nth(2).click();
            assertThat(view.locator(".tile").nth(2)).hasAttribute("aria-pressed", "true");
            playground.control("Element: row").fill("3");
            playground.control("Element: row").press("Enter");
            playground.control("Element: column").fill("0");
            playground.control("Element: column").press("Enter");
            JsonNode element = opened(playground, 12, "row=0&layer=1&element=2,3,0");
            assertThat(view.locator(".words li").first())
                    .hasText(element.at("/text/0").asString());
            assertThat(element.at("/maps/output/2/3/0")).isEqualTo(element.get("value"));

            JsonNode result = playground.job().get("result");
            double accuracy = result.at("/metrics/testAccuracy").asDouble();
            playground.control("View instead of Loss curve").selectOption("metrics");
            assertThat(playground.page.locator("#metrics-caption"))
                    .containsText("test accuracy "
                            + String.format(Locale.ROOT, "%.1f", 100 * accuracy).replace(".0", "") + " %");

            assertThat(playground.page.locator("#fit")).hasAttribute("data-step", "12");
            JsonNode matrix = result.at("/confusion/test/matrix");
            for (int own = 0; own < 10; own++) {
                for (int said = 0; said < 10; said++) {
                    assertThat(cell(playground, own, said).getAttribute("aria-label"))
                            .startsWith(matrix.at("/" + own + "/" + said).asInt() + " rows");
                }
            }
            Locator cell = cell(playground, 1, 1);
            cell.click();
            assertThat(playground.page.locator(".cell-rows canvas"))
                    .hasCount(matrix.at("/1/1").asInt());
            playground.page.keyboard().press("Escape");
            assertThat(playground.page.locator(".cell-panel")).isHidden();
            assertThat(cell).isFocused();

            playground.control("View instead of Metrics").selectOption("network");
            assertThat(playground.page.locator("#network .foot.block")).hasText("conv2d 4 of 3");
            assertThat(playground.page.locator("#network .link")).hasCount(0);
        }
    }

    private static Locator cell(Playground playground, int own, int said) {
        return playground
                .page
                .locator("#fit tbody tr")
                .nth(own)
                .locator("td button")
                .nth(said);
    }

    @Test
    void aRecurrenceShowsHowMuchOfTheGradientReachesEachEntry() {
        try (var playground = new Playground(port).open(BIT)) {
            playground.trainToTheEnd();
            var view = playground.page.locator("#layer-view");
            assertThat(view).hasAttribute("data-step", "4");
            assertThat(view.locator(".gradient-bars i")).hasCount(20);
            assertThat(view.locator("canvas[aria-label='forget gate f: 4 numbers over 20 entries']"))
                    .hasCount(1);
            double first = opened(playground, 4, "row=0&layer=1")
                    .at("/arithmetic/steps/0/hiddenGradientNorm")
                    .asDouble();
            assertThat(view.locator(".gradient-bars i").first())
                    .hasAttribute(
                            "title",
                            "entry 0: "
                                    + String.format(Locale.ROOT, "%.1e", first).replaceAll("e-0?", "e−"));
        }
    }

    @Test
    void attentionIsAMatrixOverTheText() {
        try (var playground = new Playground(port).open(TEXT)) {
            playground.trainToTheEnd();
            var view = playground.page.locator("#layer-view");
            assertThat(view).hasAttribute("data-step", "4");
            var letters = view.locator(".letters.left button");
            assertThat(letters).hasCount(6);
            letters.nth(0).click();
            assertThat(view.locator(".looks"))
                    .hasText(Pattern.compile("Position 0, “(.)”, takes most from “\\1” at 0 \\(100 %\\)\\."));
            playground.control("Head").selectOption("1");
            assertThat(view.locator(".matrix canvas"))
                    .hasAttribute("aria-label", "Weights of head 2, 6 by 6 positions");
        }
    }

    @Test
    void theFormRecordsMetricsAndStopsEarly() {
        try (var playground = new Playground(port).open(Playground.XOR)) {
            playground.trainToTheEnd();
            playground.control("View instead of Loss curve").selectOption("metrics");
            playground.train(() -> playground.button("Record metrics").click());
            playground.toTheEnd();
            assertThat(playground.page.locator("#metrics-caption"))
                    .hasText(Pattern.compile("After step 120: accuracy [\\d.]+ %, test accuracy [\\d.]+ %\\."));
            playground.page.locator("#tab-form").click();
            playground.page.getByText("Early stopping").click();
            playground.control("Monitor").selectOption("testLoss");
            playground.control("Restore best").check();
            playground.trainToTheEnd();
            JsonNode best = playground.job().at("/result/best");
            assertThat(playground.status())
                    .containsText("It ends with the parameters of step "
                            + best.get("step").asInt() + ", where the test loss was best");
            playground.control("Picture of the fit").selectOption("classes");
            assertThat(playground.page.locator("#fit-caption")).containsText("of 20 test rows");
        }
    }
}
