package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Route;
import dev.downhill.service.Service;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The step of one row, as a student reads it. */
@PlaygroundTest
class StepRowTest {
    private final int port;

    StepRowTest(Service service) {
        this.port = service.port();
    }

    @Test
    void numbersOfTheChosenRowAreTheServices() {
        try (var playground = new Playground(port).open(Playground.XOR)) {
            playground.goTo(3);
            playground.control("Row of the batch").fill("7");
            playground.control("Row of the batch").press("Enter");
            assertThat(playground.page.locator("#step-caption")).containsText("Row 7");
            JsonNode row = playground.get("jobs/" + playground.job().get("id").asString() + "/steps/3?row=7");
            playground.button("loss").click();

            assertThat(playground.page.locator(".words li").last())
                    .hasText(row.at("/loss/nodes")
                            .get(row.at("/loss/nodes").size() - 1)
                            .get("text")
                            .asString());
            playground.button("backward").click();
            assertThat(playground.page.locator(".words li").last()).containsText(lastGradient(row));
        }
    }

    @Test
    void lateAnswerLeavesTheRowThatIsBeingTyped() {
        try (var playground = new Playground(port).open(Playground.XOR)) {
            playground.goTo(3);
            assertThat(playground.page.locator("#step-caption")).containsText("Step 3");
            var late = new ArrayList<Route>();
            playground.page.route(Pattern.compile("/steps/4\\b"), late::add);
            playground.goTo(4);
            playground.page.waitForCondition(() -> !late.isEmpty());
            playground.control("Row of the batch").fill("7");
            late.forEach(Route::resume);
            assertThat(playground.page.locator("#step-caption")).containsText("Step 4");

            assertThat(playground.control("Row of the batch")).hasValue("7");
            playground.page.unroute(Pattern.compile("/steps/4\\b"));
            playground.control("Row of the batch").press("Enter");
            assertThat(playground.page.locator("#step-caption")).containsText("Row 7");
        }
    }

    private static String lastGradient(JsonNode row) {
        JsonNode nodes = row.at("/backward/nodes");
        String text = nodes.get(nodes.size() - 1).get("text").asString();
        return text.substring(text.lastIndexOf(" = ") + " = ".length());
    }

    @Test
    void aLayerOpensAndFoldsByTheKeyboard() {
        try (var playground = new Playground(port).open(Playground.XOR)) {
            playground.goTo(3);
            var layer = playground.page.locator("#step [data-node='0.linear']");
            assertThat(layer).hasAttribute("aria-label", Pattern.compile("^layer 1: tanh\\(W·x \\+ b\\)"));
            layer.focus();
            // The box goes when it opens, so the key is sent to the page.
            playground.page.keyboard().press("Enter");
            assertThat(playground.page.locator("#step [data-node='0.matmul']")).isVisible();
            assertThat(playground.page.locator("#step [data-frame='0.linear']")).isFocused();
            playground.page.keyboard().press("Enter");
            assertThat(playground.page.locator("#step [data-node='0.matmul']")).hasCount(0);
            assertThat(layer).isFocused();
        }
    }

    @Test
    void copiedProductEvaluatesToTheRowsPartOfTheGradient() {
        try (var playground = new Playground(port).open(Playground.XOR)) {
            playground.goTo(3);
            playground.control("Chain rule of").selectOption("0.weight[1][0]");
            playground.page.locator("#copy-chain").click();
            assertThat(playground.page.locator("#copy-chain")).hasText("Copied ✓");
            // Python's arithmetic is that of JavaScript here; the result stands behind the sign of a comment.
            Object value = playground.page.evaluate("async () => {"
                    + " const [product] = (await navigator.clipboard.readText()).split('#');"
                    + " const tokens = product.match(/-?[\\d.]+(?:E-?\\d+)?|[()*\\/+]/g); let at = 0;"
                    + " const factor = () => { if (tokens[at] !== '(') return Number(tokens[at++]);"
                    + "   at++; const inner = sum(); at++; return inner; };"
                    + " const term = () => { let p = factor();"
                    + "   while (tokens[at] === '*' || tokens[at] === '/') p = tokens[at++] === '*' ? p * factor() : p / factor();"
                    + "   return p; };"
                    + " const sum = () => { let s = term(); while (tokens[at] === '+') { at++; s += term(); } return s; };"
                    + " return sum(); }");
            JsonNode row = playground.get("jobs/" + playground.job().get("id").asString() + "/steps/3?row=0");

            assertThat(((Number) value).doubleValue())
                    .isCloseTo(row.at("/weights/0/part/1/0").asDouble(), within(1e-12));
        }
    }
}
