package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import dev.downhill.service.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a reader takes away: pictures of the views and a notebook. */
@PlaygroundTest
class TakeAwayTest {
    private final int port;

    TakeAwayTest(Service service) {
        this.port = service.port();
    }

    private static Download saved(Playground playground, String view, String format) {
        playground.page.getByLabel("Save " + view + " as a picture").click();
        return playground.page.waitForDownload(
                () -> playground.button("Save " + view + " as " + format).click());
    }

    private static byte[] bytes(Download download) throws IOException {
        return Files.readAllBytes(download.path());
    }

    private static Document svg(Download download) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes(download)));
    }

    @Test
    void aViewIsSavedAsAPictureThatStandsAlone() throws Exception {
        try (var playground = new Playground(port).open()) {
            playground.toTheEnd();
            playground.goTo(2);
            assertThat(playground.page.locator("#bowl .slope")).hasCount(1);

            Download surface = saved(playground, "Loss surface", "SVG");
            assertThat(surface.suggestedFilename()).isEqualTo("downhill-by-hand-surface-step-2.svg");
            Document drawing = svg(surface);
            NodeList paths = drawing.getElementsByTagName("path");
            boolean hasCurve = false;
            for (int i = 0; i < paths.getLength(); i++) {
                var path = (Element) paths.item(i);
                assertThat(path.getAttribute("fill")).matches("none|#[0-9a-f]{6}");
                hasCurve |= path.getAttribute("d").length() > 200
                        && path.getAttribute("stroke").matches("#[0-9a-f]{6}");
            }
            assertThat(hasCurve).isTrue();
            assertThat(drawing.getDocumentElement().getTextContent()).contains("Find w in y = 3x");

            Document weights = svg(saved(playground, "Weights", "SVG"));
            var image = (Element) weights.getElementsByTagName("image").item(0);
            assertThat(image.getAttribute("href")).startsWith("data:image/png;base64,");
        }
    }

    @Test
    void aPngHasTwicePixelsOfThePage() throws Exception {
        try (var playground = new Playground(port).open()) {
            playground.toTheEnd();
            var body = playground.page.locator("#fit .body").boundingBox();

            var image = ImageIO.read(new ByteArrayInputStream(bytes(saved(playground, "Fit", "PNG"))));

            assertThat(image.getWidth()).isGreaterThan((int) (2 * body.width));
            assertThat(image.getHeight()).isGreaterThan((int) (2 * body.height));
        }
    }

    @Test
    void theCapsuleHoldsTheRunTheFirstStepsAndTheStepOfThePlayhead() throws Exception {
        try (var playground = new Playground(port).open()) {
            playground.toTheEnd();
            playground.page.locator("#embed summary").click();
            Download download = playground.page.waitForDownload(
                    () -> playground.button("Download capsule").click());

            assertThat(download.suggestedFilename()).isEqualTo("downhill-by-hand-capsule.run.json");
            assertThat(playground.page.locator("#embed pre"))
                    .containsText("<downhill-run src=\"" + download.suggestedFilename() + "\">");
            JsonNode capsule = new JsonMapper().readTree(bytes(download));
            assertThat(capsule.get("trajectory")).isEqualTo(playground.job().get("trajectory"));
            assertThat(capsule.get("steps")
                            .valueStream()
                            .map(step -> step.get("step").asInt()))
                    .containsExactly(1, 2, 10);
        }
    }

    @Test
    void theNotebookHoldsTheRunInCells() throws Exception {
        try (var playground = new Playground(port).open()) {
            playground.toTheEnd();
            Download download = playground.page.waitForDownload(
                    () -> playground.button("Download notebook").click());

            assertThat(download.suggestedFilename()).isEqualTo("downhill-by-hand-notebook.ipynb");
            JsonNode notebook = new JsonMapper().readTree(bytes(download));
            assertThat(notebook.get("nbformat").asInt()).isEqualTo(4);
            assertThat(notebook.get("cells").size()).isGreaterThan(4);
        }
    }
}
