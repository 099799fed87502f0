package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The page of docs/how-to/embed.md, which another server serves. */
@InBrowser
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class EmbeddedPageTest {
    private static final Path GUIDE = Path.of("docs/how-to/embed.md");
    private static final HttpServer OTHER = otherServer();

    @LocalServerPort
    private int port;

    private static HttpServer otherServer() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String origin() {
        return "http://localhost:" + OTHER.getAddress().getPort();
    }

    @DynamicPropertySource
    static void allowTheOtherServersPages(DynamicPropertyRegistry properties) {
        properties.add("downhill.web.cors-origins", EmbeddedPageTest::origin);
    }

    @AfterAll
    static void stopTheOtherServer() {
        OTHER.stop(0);
    }

    @Test
    void thePageOfTheGuideShowsTheRun() throws Exception {
        String guide = Files.readString(GUIDE);
        int start = guide.indexOf("```html\n") + "```html\n".length();
        byte[] html = guide.substring(start, guide.indexOf("\n```", start))
                .replace("localhost:8080", "localhost:" + port)
                .getBytes(StandardCharsets.UTF_8);
        OTHER.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, html.length);
            try (var body = exchange.getResponseBody()) {
                body.write(html);
            }
        });
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(origin() + "/");

            assertThat(page.locator("#end")).hasText("completed, loss 3.8e-13");
            assertThat(page.locator("#w")).hasText("3.0000");
        }
    }
}
