package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page of docs/how-to/embed.md, which another server serves. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "downhill.web.cors-origins=" + EmbeddedPageTest.ORIGIN)
class EmbeddedPageTest {
    static final String ORIGIN = "http://localhost:4321";
    private static final Path GUIDE = Path.of("docs/how-to/embed.md");

    @LocalServerPort
    private int port;

    @Test
    void thePageOfTheGuideShowsTheRun() throws Exception {
        String guide = Files.readString(GUIDE);
        int start = guide.indexOf("```html\n") + "```html\n".length();
        String html =
                guide.substring(start, guide.indexOf("\n```", start)).replace("localhost:8080", "localhost:" + port);
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = context.newPage();
            page.route(
                    ORIGIN + "/",
                    route -> route.fulfill(
                            new FulfillOptions().setContentType("text/html").setBody(html)));
            page.navigate(ORIGIN + "/");

            assertThat(page.locator("#end")).hasText("completed, loss 3.8e-13");
            assertThat(page.locator("#w")).hasText("3.0000");
        }
    }
}
