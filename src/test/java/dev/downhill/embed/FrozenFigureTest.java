package dev.downhill.embed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.downhill.FirstLesson;
import dev.downhill.playground.PlaygroundTest;
import dev.downhill.service.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A figure that replays a capsule: it needs its page, its script and its capsule, and no service. */
@PlaygroundTest
class FrozenFigureTest {
    private static final String CLASSIC = "/static/embed/downhill-run.classic.js";
    private static final Path EXAMPLES = Path.of("clients/embed/examples");

    private static final String LINE = """
            {"model": {"expression": "w * x + b", "parameters": {"w": 0.0, "b": 0.0}}, "name": "A line",
             "data": {"x": [0.0, 1.0, 2.0, 3.0], "y": [1.0, 3.0, 5.0, 7.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.05}, "steps": 60}""";

    private final Service service;

    @TempDir
    private Path folder;

    FrozenFigureTest(Service service) {
        this.service = service;
    }

    /** Only the build makes it, on the platforms that it knows. */
    @BeforeAll
    static void needTheClassicScript() {
        Assumptions.assumeTrue(
                FrozenFigureTest.class.getResource(CLASSIC) != null, "this build did not join the figure's modules");
    }

    private String finished(String specification) throws Exception {
        return Service.location(service.post(specification, "Prefer", "wait=30"));
    }

    private String capsule(String specification) throws Exception {
        return service.get(finished(specification) + "/capsule?steps=1,2").body();
    }

    private static String page(String script, String... figures) {
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>A tutorial</title>
                <style>:root { color-scheme: light dark; font-family: Georgia, serif }</style>
                %s<main><h1>A tutorial</h1>%s</main></html>""".formatted(script, String.join("<p>Then:</p>", figures));
    }

    private static String inline(String capsule) {
        return "<downhill-run><p>Ten steps.</p><script type=\"application/json\">" + capsule.replace("<", "\\u003c")
                + "</script></downhill-run>";
    }

    /** Returns the address of a page in a folder, with the classic script next to it. */
    private String file(String... figures) throws IOException {
        Files.writeString(folder.resolve("downhill-run.classic.js"), Reader.read(CLASSIC));
        Path page = folder.resolve("page.html");
        Files.writeString(page, page("<script src=\"downhill-run.classic.js\"></script>", figures));
        return page.toUri().toString();
    }

    private static Reader reader() {
        return new Reader(new NewContextOptions());
    }

    private static void showsEveryNumber(Reader reader, Locator figure, JsonNode job, List<String> weights) {
        JsonNode trajectory = job.get("trajectory");
        for (int i = 0; i < trajectory.get("step").size(); i++) {
            assertThat(reader.shown(figure, i + 1, "step"))
                    .isEqualTo(trajectory.get("step").get(i).asDouble());
            assertThat(reader.shown(figure, i + 1, "loss"))
                    .isEqualTo(trajectory.get("loss").get(i).asDouble());
            for (String weight : weights) {
                assertThat(reader.shown(figure, i + 1, weight))
                        .isEqualTo(
                                trajectory.get("parameters").get(weight).get(i).asDouble());
            }
        }
        assertThat(Double.parseDouble(figure.locator(".status data").getAttribute("value")))
                .isEqualTo(job.at("/result/finalLoss").asDouble());
    }

    @Test
    void fromAFileItShowsEveryNumberOfTheApiAndLoadsNothing() throws Exception {
        String first = finished(FirstLesson.JSON);
        String line = finished(LINE);
        String address = file(
                inline(service.get(first + "/capsule?steps=1,2").body()),
                inline(service.get(line + "/capsule").body()));
        try (var reader = reader().open(address).see(2)) {
            showsEveryNumber(reader, reader.figure(0), service.json(service.get(first)), List.of("w"));
            showsEveryNumber(reader, reader.figure(1), service.json(service.get(line)), List.of("w", "b"));

            assertThat(reader.requests)
                    .containsExactly(address, address.replace("page.html", "downhill-run.classic.js"));
        }
    }

    @Test
    void onAnotherOriginItLoadsTheModuleAndTheCapsuleAlone() throws Exception {
        String job = finished(FirstLesson.JSON);
        try (var site = new OtherSite();
                var reader = reader()) {
            String capsule =
                    site.put("/first.run.json", service.get(job + "/capsule").body());
            String module = service.address() + "/embed/downhill-run.js";
            String page = site.put(
                    "/page.html",
                    page(
                            "<script type=\"module\" src=\"" + module + "\"></script>",
                            "<downhill-run src=\"first.run.json\"></downhill-run>"));
            reader.open(page).see(1);
            showsEveryNumber(reader, reader.figure(0), service.json(service.get(job)), List.of("w"));

            assertThat(Set.copyOf(reader.requests)).containsExactlyInAnyOrder(page, module, capsule);
        }
    }

    @Test
    void anOpenedStepShowsTheChainRuleOfTheApi() throws Exception {
        String job = finished(FirstLesson.JSON);
        JsonNode step = service.json(service.get(job + "/steps/2"));
        try (var reader = reader().open(
                        file(inline(service.get(job + "/capsule?steps=1,2").body())))) {
            reader.page
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Step 2"))
                    .click();

            assertThat(reader.page.locator("[data-part='Chain rule'] li").allTextContents())
                    .isEqualTo(step.at("/backward/edges")
                            .valueStream()
                            .map(edge -> edge.get("text").asString())
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNothing(ColorScheme scheme) throws Exception {
        String page = file(inline(capsule(FirstLesson.JSON)), inline(capsule(LINE)), inline("{\"format\": 1}"));
        try (var reader = new Reader(new NewContextOptions().setColorScheme(scheme))
                .open(page)
                .see(2)) {
            reader.shown(reader.figure(0), 2, "w");

            assertThat(reader.page.locator(".opened")).hasCount(2);
            assertThat(reader.violations()).isEmpty();
        }
    }

    @Test
    void itTakesFontAndColorSchemeFromItsPage() throws Exception {
        String page = file(inline(capsule(FirstLesson.JSON)));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (var reader = new Reader(new NewContextOptions().setColorScheme(scheme))
                    .open(page)
                    .see(1)) {
                Locator card = reader.page.locator(".card");
                assertThat(card).hasCSS("font-family", "Georgia, serif");
                assertThat(card)
                        .hasCSS(
                                "background-color",
                                scheme == ColorScheme.LIGHT ? "rgb(255, 255, 255)" : "rgb(25, 29, 40)");
            }
        }
    }

    @Test
    void keysMoveThePlayhead() throws Exception {
        try (var reader = reader().open(file(inline(capsule(FirstLesson.JSON)))).see(1)) {
            Locator step = reader.page.locator("[data-name='step'] data");
            for (String key : List.of("Tab", "Tab", "ArrowRight", "ArrowRight")) {
                reader.page.keyboard().press(key);
            }
            assertThat(step).hasText("2");
            reader.page.keyboard().press("Tab");
            reader.page.keyboard().press("Tab");
            reader.page.keyboard().press("ArrowRight");
            assertThat(step).hasText("3");
        }
    }

    @Test
    void withReducedMotionItPlaysFromPointToPoint() throws Exception {
        try (var reader = new Reader(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE))
                .open(file(inline(capsule(FirstLesson.JSON))))
                .see(1)) {
            reader.page.evaluate("""
                    () => {
                      const ball = document.querySelector('downhill-run').shadowRoot.querySelector('.ball');
                      globalThis.places = new Set();
                      new MutationObserver(() => places.add(ball.getAttribute('cx'))).observe(ball, {attributes: true});
                    }""");
            reader.page.getByLabel("Play").click();

            assertThat(reader.page.locator("[data-name='step'] data")).hasText("10");
            assertThat((int) reader.page.evaluate("() => places.size")).isLessThanOrEqualTo(11);
        }
    }

    @Test
    void withoutScriptsThePageShowsItsOwnContent() throws Exception {
        String page = file(inline(capsule(FirstLesson.JSON)));
        try (var reader = new Reader(new NewContextOptions().setJavaScriptEnabled(false)).open(page)) {
            assertThat(reader.page.getByText("Ten steps.")).isVisible();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"format\": \"downhill-capsule\", \"version\": 2}",
                "{\"format\": \"downhill-capsule\", \"version\": \"<img src=x onerror=alert(1)>\"}",
                "{\"format\": \"downhill-capsule\", \"version\": 1}",
                "[1, 2]",
                "no JSON <script>alert(1)</script>"
            })
    void aCapsuleThatItCannotReadIsAnErrorInWords(String capsule) throws Exception {
        try (var reader = reader().open(file(inline(capsule)))) {
            assertThat(reader.page.getByRole(AriaRole.ALERT)).containsText("This run cannot be shown.");
            assertThat(reader.page.getByText("Ten steps.")).isVisible();
            assertThat(reader.page.locator("downhill-run img")).hasCount(0);
        }
    }

    @Test
    void wordsOfACapsuleAreNeverRun() throws Exception {
        String evil = "<img src=x onerror=alert(1)><script>alert(1)</script>";
        String capsule = capsule(FirstLesson.JSON)
                .replace("\"text\":\"w = 0\"", "\"text\":\"" + evil + "\"")
                .replace("\"outcome\":\"completed\"", "\"outcome\":\"" + evil + "\"")
                .replace("\"name\":\"w\"", "\"name\":\"" + evil + "\"");
        try (var reader = reader().open(file(inline(capsule))).see(1)) {
            reader.shown(reader.figure(0), 1, "w");
            assertThat(reader.page.locator("[data-part='Forward'] li").first()).hasText(evil);
            reader.shown(reader.figure(0), 10, "w");
            assertThat(reader.page.locator(".status")).containsText("onerror");
            assertThat(reader.page.locator("downhill-run img")).hasCount(0);
        }
    }

    @Test
    void aFileThatTheBrowserDoesNotLoadIsExplained() throws Exception {
        try (var reader = reader().open(file("<downhill-run src=\"first.run.json\"></downhill-run>"))) {
            assertThat(reader.page.getByRole(AriaRole.ALERT)).containsText("put the capsule into the element instead");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hugo", "jekyll", "docusaurus"})
    void thePageOfAGeneratorShowsIt(String generator) throws Exception {
        try (var site = new OtherSite();
                var reader = reader()) {
            String script = site.put("/downhill-run.js", Reader.read("/static/embed/downhill-run.js"));
            String capsule = site.put("/first.run.json", Files.readString(EXAMPLES.resolve("first.run.json")));
            String page = site.put("/index.html", Files.readString(EXAMPLES.resolve(generator + "/site/index.html")));

            reader.open(page).see(1);

            assertThat(reader.shown(reader.figure(0), 2, "w")).isEqualTo(2.88);
            assertThat(Set.copyOf(reader.requests)).containsExactlyInAnyOrder(page, script, capsule);
            assertThat(reader.violations()).isEmpty();
        }
    }

    @Test
    void scriptAndCapsuleOfTheFirstLessonTakeAtMost60KilobytesCompressed() throws Exception {
        int size = compressed(Reader.read(CLASSIC)) + compressed(capsule(FirstLesson.JSON));

        assertThat(size).isLessThanOrEqualTo(60_000);
    }

    private static int compressed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }
}
