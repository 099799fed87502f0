package dev.downhill.embed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.FrameLocator;
import dev.downhill.FirstLesson;
import dev.downhill.playground.PlaygroundTest;
import dev.downhill.service.Service;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A figure that trains on a service, in a page of another origin that the service allows. */
@PlaygroundTest
class LiveFigureTest {
    private static final OtherSite ALLOWED = new OtherSite();
    private static final OtherSite OTHER = new OtherSite();

    private final Service service;

    LiveFigureTest(Service service) {
        this.service = service;
    }

    @DynamicPropertySource
    static void allowOneSite(DynamicPropertyRegistry properties) {
        properties.add("downhill.web.cors-origins", ALLOWED::origin);
        properties.add("downhill.web.frame-ancestors", ALLOWED::origin);
    }

    @AfterAll
    static void stopTheSites() {
        ALLOWED.close();
        OTHER.close();
    }

    private String page(OtherSite site, String specification) {
        return site.put("/live.html", """
                <!doctype html><html lang="en"><title>Live</title>
                <script type="module" src="%1$s/embed/downhill-run.js"></script>
                <main><h1>Live</h1><downhill-run server="%1$s"><script type="application/json">%2$s</script></downhill-run></main>
                </html>""".formatted(service.address(), specification));
    }

    private static Reader reader() {
        return new Reader(new NewContextOptions());
    }

    @Test
    void itTrainsWithTheRateThatTheReaderChooses() throws Exception {
        JsonNode same = service.json(service.post(FirstLesson.json(0.158, 10), "Prefer", "wait=30"));
        try (var reader = reader().open(page(ALLOWED, FirstLesson.JSON)).see(1)) {
            assertThat(reader.page.locator(".status")).containsText("3.775e-13");

            reader.page.getByLabel("Learning rate").fill("0.2");

            assertThat(reader.page.locator(".live output")).hasText("0.158");
            assertThat(reader.page.locator(".status")).not().containsText("3.775e-13");
            assertThat(Double.parseDouble(reader.page.locator(".status data").getAttribute("value")))
                    .isEqualTo(same.at("/result/finalLoss").asDouble());
            assertThat(reader.violations()).isEmpty();
        }
    }

    @Test
    void aFaultOfTheSpecificationIsSaidInWords() {
        try (var reader = reader().open(page(ALLOWED, "{\"model\": {}, \"data\": {}, \"steps\": -1}"))) {
            assertThat(reader.page.locator(".live p")).containsText("The run failed.");
        }
    }

    @Test
    void onASiteThatTheServiceDoesNotAllowItSaysSo() {
        try (var reader = reader().open(page(OTHER, FirstLesson.JSON))) {
            assertThat(reader.page.locator(".live p"))
                    .containsText("does downhill.web.cors-origins name " + OTHER.origin());
        }
    }

    private String frame(OtherSite site) {
        String link = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(FirstLesson.JSON.getBytes(StandardCharsets.UTF_8));
        return site.put("/frame.html", """
                <!doctype html><html lang="en"><title>Frame</title>
                <iframe title="A run" width="700" height="700" src="%s/embed?spec=%s"></iframe></html>""".formatted(service.address(), link));
    }

    @Test
    void aFrameOfANamedSiteShowsTheRun() {
        try (var reader = reader().open(frame(ALLOWED))) {
            FrameLocator frame = reader.page.frameLocator("iframe");

            assertThat(frame.locator(".status")).containsText("3.775e-13");
        }
    }

    @Test
    void aFrameOfAnotherSiteStaysEmpty() {
        try (var reader = reader().open(frame(OTHER))) {
            assertThat(reader.page.frameLocator("iframe").locator("downhill-run"))
                    .hasCount(0);
        }
    }
}
