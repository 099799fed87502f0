package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PlaygroundTest
class SetupTest {
    private final int port;

    SetupTest(Service service) {
        this.port = service.port();
    }

    private static Locator json(Playground playground) {
        playground
                .page
                .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("JSON"))
                .click();
        return playground.control("Specification as JSON");
    }

    @Test
    void formHasTheOptionsOfTheChosenOptimizer() {
        try (var playground = new Playground(port).open(Playground.LINE)) {
            playground.control("Rule").selectOption("adam");
            playground.control("betas").fill("[0.8, 0.99]");
            playground.control("Steps").fill("20");
            playground.control("Batch size").fill("2");
            playground.control("Loss").selectOption("huber");
            playground.trainToTheEnd();

            JsonNode specification = playground.job().get("specification");
            assertThat(specification.at("/optimizer/type").asString()).isEqualTo("adam");
            assertThat(specification.at("/optimizer/betas/0").asDouble()).isEqualTo(0.8);
            assertThat(specification.at("/loss/type").asString()).isEqualTo("huber");
            assertThat(specification.get("steps").asInt()).isEqualTo(20);
            assertThat(specification.get("batchSize").asInt()).isEqualTo(2);
        }
    }

    @Test
    void namesOfTheFormulaAreTheParameters() {
        try (var playground = new Playground(port).open(Playground.LINE)) {
            playground.control("Formula").fill("w * x + sin(q)");
            playground.control("Formula").blur();
            playground.button("Make q a parameter").click();
            playground.control("initial w").fill("0.5");
            playground.control("initial q").fill("1");
            assertThat(playground.control("initial b")).hasCount(0);
            playground.trainToTheEnd();
            assertThat(playground.job().at("/trajectory/initial"))
                    .isEqualTo(new JsonMapper().readTree("{\"w\": 0.5, \"q\": 1.0}"));
        }
    }

    @Test
    void addedLayerIsLikeTheOneBefore() {
        try (var playground = new Playground(port).open(Playground.XOR.replace("\"units\": 4", "\"units\": 6"))) {
            playground.button("More layers").click();
            playground.button("Remove layer 1").click();
            playground.trainToTheEnd();
            assertThat(playground
                            .job()
                            .at("/specification/model/layers/0/units")
                            .asInt())
                    .isEqualTo(6);
            assertThat(playground.job().at("/specification/model/layers").size())
                    .isEqualTo(2);
        }
    }

    @Test
    void trainsTheEditedJson() {
        try (var playground = new Playground(port).open()) {
            json(playground).fill(FirstLesson.JSON.replace("\"steps\": 10", "\"steps\": 7"));
            playground.trainToTheEnd();
            assertThat(playground.shown("step")).isEqualTo(7);
        }
    }

    @Test
    void marksThePlaceOfARefusedValue() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.trainToTheEnd();
            playground.control("Steps").fill("-3");
            playground.button("Train").click();
            assertThat(playground.status()).containsText("The pictures still show the previous run.");
            assertThat(playground.control("Steps")).hasAttribute("aria-invalid", "true");
            assertThat(playground.page.locator("#field-steps-says")).not().isEmpty();

            Locator editor = json(playground);
            assertThat(playground.page.locator(".marks mark")).hasText("-3");
            playground.page.locator(".fault").click();
            assertThat(playground.page.evaluate("() => getSelection().toString()"))
                    .isEqualTo("-3");
            playground.page.keyboard().type("4");
            assertThat(editor).hasAttribute("aria-invalid", "false");
            playground.button("Train").click();
            playground.page.waitForCondition(() -> playground.points() == 4);
            playground.button("To the newest").click();
            assertThat(playground.shown("step")).isEqualTo(4);
        }
    }

    @Test
    void refusesTextThatIsNotJson() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            Locator editor = json(playground);
            editor.fill("{\"model\": {\"expression\": \"w * x\", \"parameters\": {\"w\": [2.");
            assertThat(playground.page.locator(".fault")).containsText("This is not JSON");
            playground.button("Train").click();
            assertThat(playground.page.locator(".notice.error")).containsText("This is not JSON");
            assertThat(playground.status()).containsText("The pictures still show the previous run.");

            editor.fill(FirstLesson.JSON);
            playground.trainToTheEnd();
            assertThat(playground.page.locator(".notice")).hasCount(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "null", "[]", "\"seed\""})
    void forgetsJsonThatIsNoSpecificationOnReload(String text) {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            json(playground).fill(text);
            assertThat(playground.page.locator(".fault")).containsText("A specification is an object");
            playground.page.reload();
            playground.trainToTheEnd();
        }
    }

    @Test
    void invalidLayersLeaveTheJsonEditable() {
        try (var playground = new Playground(port).open(Playground.XOR)) {
            Locator editor = json(playground);
            editor.fill("{\"model\": {\"layers\": [null]}, \"data\": {\"generator\": \"xor\"}}");
            playground.button("Train").click();
            assertThat(playground.page.locator(".notice.error")).containsText("/model/layers/0");
            editor.fill(Playground.XOR);
            playground.trainToTheEnd();
        }
    }

    @Test
    void reportsADamagedLink() {
        try (var playground = new Playground(port)) {
            playground.page.navigate("http://localhost:" + port + "/#spec=eyJuYW1lIjoi");
            assertThat(playground.page.locator(".notice")).containsText("This link is damaged");
            assertThat(playground.button("Train")).isEnabled();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"generator", "dataset", "text", "columns"})
    void otherDataBringsAModelThatFits(String kind) {
        try (var playground = new Playground(port).open(kind.equals("columns") ? Playground.XOR : Playground.LINE)) {
            playground.control("Data").selectOption(kind);
            playground.trainToTheEnd();
            assertThat(playground.page.locator("#fit-caption")).containsText("After step ");
        }
    }

    @Test
    void scheduleStartsWithItsRequiredOptions() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.control("Schedule").selectOption("step");
            playground.control("x, row 1").fill(".5");
            playground.control("y, row 1").fill("1.5");
            playground.control("y, row 1").blur();
            playground.trainToTheEnd();
            assertThat(playground.job().at("/specification/schedule/stepSize").asInt())
                    .isEqualTo(30);
            assertThat(playground.job().at("/specification/data/x/0").asDouble())
                    .isEqualTo(0.5);
        }
    }

    @Test
    void reportsAnUnknownFieldAndGoesOn() {
        try (var playground = new Playground(port).open(FirstLesson.JSON.replace("steps", "stepz"))) {
            playground.button("Train").click();
            assertThat(playground.page.locator(".notice.error")).containsText("did you mean 'steps'?");
            json(playground).fill(FirstLesson.JSON);
            playground.trainToTheEnd();
        }
    }

    @Test
    void aLinkHoldsTheSpecificationAndTheLesson() {
        try (var playground = new Playground(port).open()) {
            playground.choose("two-parameters");
            playground.control("Steps").fill("7");
            playground.button("Copy link").click();
            assertThat(playground.page.getByText("Copied")).isVisible();
            String link = (String) playground.page.evaluate("() => navigator.clipboard.readText()");
            try (var other = new Playground(port)) {
                other.page.navigate(link);
                assertThat(other.page.locator("h1"))
                        .hasText(
                                other.get("lessons/two-parameters").get("title").asString());
                assertThat(other.control("Steps")).hasValue("7");
            }
        }
    }

    @Test
    void aCurlCommandHoldsTheSpecification() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.button("Copy as curl").click();
            assertThat(playground.page.getByText("Copied")).isVisible();
            String command = (String) playground.page.evaluate("() => navigator.clipboard.readText()");
            assertThat(command).startsWith("curl -s -X POST http://localhost:" + port + "/jobs ");
            var body = Pattern.compile("-d '(.*)'", Pattern.DOTALL).matcher(command);
            assertThat(body.find()).isTrue();
            assertThat(new JsonMapper().readTree(body.group(1)))
                    .isEqualTo(new JsonMapper().readTree(FirstLesson.JSON.replace(".0", "")));
        }
    }
}
