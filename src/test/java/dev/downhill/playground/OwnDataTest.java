package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Own data: a table as in a spreadsheet, and points on a chart. */
@PlaygroundTest
class OwnDataTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASTE = """
            async (text) => {
              await navigator.clipboard.writeText(text);
            }""";

    private final int port;

    OwnDataTest(Service service) {
        this.port = service.port();
    }

    private Playground open(String specification) {
        Playground playground = new Playground(port).open(specification);
        playground
                .page
                .getByRole(
                        AriaRole.TAB,
                        new Page.GetByRoleOptions().setName("Form").setExact(true))
                .click();
        return playground;
    }

    private static JsonNode specification(Playground playground) {
        playground.page.evaluate(
                "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Object session = playground.page.evaluate("() => sessionStorage.getItem('downhill.session')");
        return JSON.readTree((String) session).get("specification");
    }

    private static void paste(Playground playground, String cell, String text) {
        playground.page.evaluate(PASTE, text);
        playground.control(cell).focus();
        playground.page.keyboard().press("Control+V");
    }

    @Test
    void pastedSpreadsheetIsTheData() {
        try (var playground = open(FirstLesson.JSON)) {
            paste(playground, "x, row 1", "height\tweight\n1,5\t3\n2\t4\n2,5\t5\n");

            assertThat(playground.control("height, row 3")).hasValue("2.5");
            assertThat(specification(playground).get("data")).isEqualTo(JSON.readTree("""
                            {"height": [1.5, 2, 2.5], "weight": [3, 4, 5], "target": "weight"}"""));
            assertThat(playground.page.getByText("a comma was read as the decimal sign"))
                    .isVisible();
            assertThat(playground.control("Formula")).hasValue("w * height");
            playground.trainToTheEnd();
        }
    }

    @Test
    void pastedColumnIsNumbers() {
        try (var playground = open(FirstLesson.JSON)) {
            paste(playground, "x, row 1", "1\n2\n3");
            paste(playground, "y, row 1", "3\n6\n9");

            assertThat(specification(playground).get("data"))
                    .isEqualTo(JSON.readTree("{\"x\": [1, 2, 3], \"y\": [3, 6, 9]}"));
            playground.trainToTheEnd();
        }
    }

    @Test
    void fileOfWordsBecomesClasses() {
        try (var playground = open(FirstLesson.JSON)) {
            playground
                    .control("A file with own data")
                    .setInputFiles(new FilePayload(
                            "fruit.csv",
                            "text/csv",
                            "size,colour,fruit\n1,5,apple\n2,4,pear\n1.5,6,apple\n2.5,3,pear\n"
                                    .getBytes(StandardCharsets.UTF_8)));

            assertThat(playground.control("Target")).hasValue("fruit");
            assertThat(playground.button("class pear")).isVisible();
            playground.trainToTheEnd();
            assertThat(playground.job().at("/specification/loss/type").asString())
                    .isEqualTo("crossEntropy");
        }
    }

    @Test
    void wrongCellIsMarkedBeforeAndAfterTraining() {
        try (var playground = open(Playground.LINE)) {
            playground.control("x, row 2").fill("one");
            playground.control("x, row 2").press("Enter");

            assertThat(playground.control("x, row 2")).hasAttribute("aria-invalid", "true");
            assertThat(playground.control("x, row 3")).isFocused();
            assertThat(playground.page.locator("#own-data-says")).containsText("“one” is not a number");
            playground.control("x, row 2").fill("1");
            playground.control("x, row 2").press("Enter");
            assertThat(playground.page.locator("#own-data-says")).isEmpty();
        }
    }

    @Test
    void pointIsAddedDraggedAndDeleted() {
        try (var playground = open(Playground.LINE)) {
            Locator chart = playground.page.locator(".points svg.canvas");
            chart.scrollIntoViewIfNeeded();
            BoundingBox box = chart.boundingBox();
            playground.page.mouse().click(box.x + box.width * 0.5, box.y + box.height * 0.2);
            assertThat(playground.control("x, row 5")).not().hasValue("");
            double y = Double.parseDouble(playground.control("y, row 5").inputValue());

            Locator point = playground.page.locator(".points [data-point='4']");
            BoundingBox at = point.boundingBox();
            playground.page.mouse().move(at.x + at.width / 2, at.y + at.height / 2);
            playground.page.mouse().down();
            playground.page.mouse().move(at.x + at.width / 2, at.y + 60);
            playground.page.mouse().up();
            assertThat(playground.control("y, row 5")).not().hasValue(trimmed(y));
            assertThat(Double.parseDouble(playground.control("y, row 5").inputValue()))
                    .isLessThan(y);

            assertThat(playground.page.locator(".points svg.canvas")).isFocused();
            assertThat(playground.page.locator(".points .chosen")).hasCount(1);
            playground.page.keyboard().press("Delete");
            assertThat(playground.control("x, row 5")).hasCount(0);
            playground.trainToTheEnd();
        }
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    @Test
    void classOfPointIsChosenByItsColour() {
        try (var playground = open(FirstLesson.JSON)) {
            playground.button("Draw two classes").click();
            playground.button("class 2").click();
            Locator chart = playground.page.locator(".points svg.canvas");
            chart.scrollIntoViewIfNeeded();
            BoundingBox box = chart.boundingBox();
            playground.page.mouse().click(box.x + box.width * 0.5, box.y + box.height * 0.5);

            assertThat(playground.control("y, row 7")).hasValue("2");
            assertThat(specification(playground).at("/model/layers/1/units").asInt())
                    .isEqualTo(3);
            playground.trainToTheEnd();
        }
    }

    @Test
    void nothingIsLostByAChangeOfKind() {
        try (var playground = open(Playground.LINE)) {
            playground.control("y, row 1").fill("-7");
            playground.control("y, row 1").blur();
            JsonNode before = specification(playground);

            playground.control("Data").selectOption("generator");
            playground.button("xor").click();
            assertThat(playground.button("xor")).hasAttribute("aria-pressed", "true");
            playground.control("Data").selectOption("columns");

            assertThat(playground.control("y, row 1")).hasValue("-7");
            assertThat(specification(playground)).isEqualTo(before);
            playground.control("Data").selectOption("generator");
            assertThat(playground.button("xor")).hasAttribute("aria-pressed", "true");
        }
    }

    @Test
    void editIsUndoneAndDoneAgain() {
        try (var playground = open(Playground.LINE)) {
            playground.control("y, row 1").fill("-7");
            playground.control("y, row 1").blur();
            playground.page.waitForTimeout(700);
            playground.button("Remove row 4").click();
            assertThat(playground.control("x, row 4")).hasCount(0);

            playground.button("Undo").click();
            assertThat(playground.control("x, row 4")).hasValue("3");
            assertThat(playground.button("Undo")).isFocused();
            playground.page.keyboard().press("Control+Z");
            assertThat(playground.control("y, row 1")).hasValue("1");
            playground.page.keyboard().press("Control+Shift+Z");
            assertThat(playground.control("y, row 1")).hasValue("-7");
        }
    }

    @Test
    void keyboardAloneMakesADataSetAndTrainsIt() {
        try (var playground = open(FirstLesson.JSON)) {
            playground.control("x, row 1").focus();
            for (String key : new String[] {
                "1", "Tab", "3", "Enter", "6", "ArrowLeft", "Home", "ArrowLeft", "2", "Enter", "4", "Tab", "1", "2"
            }) {
                playground.page.keyboard().press(key);
            }
            playground.page.keyboard().press("Tab");

            assertThat(specification(playground).get("data"))
                    .isEqualTo(JSON.readTree("{\"x\": [1, 2, 4], \"y\": [3, 6, 12]}"));
            playground.button("Train").focus();
            playground.train(() -> playground.page.keyboard().press("Enter"));
            playground.toTheEnd();
        }
    }

    @Test
    void testRowsAreMarkedInTheTable() {
        try (var playground = open(Playground.LINE)) {
            playground.control("Test share").fill("25");
            playground.control("Test share").blur();
            playground.trainToTheEnd();

            assertThat(playground.page.locator(".own-table tr.test")).hasCount(1);
        }
    }

    @Test
    void largeTableShowsAPartAndKeepsAll() {
        StringBuilder text = new StringBuilder("x\ty\n");
        for (int i = 0; i < 2000; i++) {
            text.append(i).append('\t').append(2 * i).append('\n');
        }
        try (var playground = open(FirstLesson.JSON)) {
            paste(playground, "x, row 1", text.toString());

            assertThat(playground.page.getByText("Rows 1 to 100 of 2,000")).isVisible();
            playground.button("Later rows").click();
            assertThat(playground.control("y, row 150")).hasValue("298");
            assertThat(specification(playground).at("/data/x").size()).isEqualTo(2000);
        }
    }

    @Test
    void featuresOfTheInputsAreSwitchedOn() {
        try (var playground = open(Playground.XOR)) {
            playground.button("x1·x2").click();
            playground.trainToTheEnd();

            assertThat(playground.job().at("/specification/data/features"))
                    .isEqualTo(JSON.valueToTree(new String[] {"x1", "x2", "x1 * x2"}));
            assertThat(playground.job().at("/result/metrics/accuracy").asDouble())
                    .isGreaterThan(0.9);
            assertThat(playground.page.locator("#fit-caption")).containsText("After step ");
        }
    }

    @Test
    void regenerateDrawsOtherPoints() {
        try (var playground = open(Playground.XOR)) {
            playground.button("Regenerate").click();
            assertThat(playground.control("Data seed")).hasValue("1");
            assertThat(playground.button("Regenerate")).isFocused();
            assertThat(playground.page.getByText("100 points; hollow: 20 test rows"))
                    .isVisible();
            assertThat(Map.of("seed", specification(playground).at("/data/seed").asInt()))
                    .containsEntry("seed", 1);
        }
    }
}
