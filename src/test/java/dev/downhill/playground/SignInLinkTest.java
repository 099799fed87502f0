package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.downhill.service.Classroom;
import dev.downhill.service.Service;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The link of a student's sheet, in a browser that knows no key. */
@InBrowser
@Classroom
@TestPropertySource(properties = "test.browser=true")
class SignInLinkTest {
    private final int port;

    SignInLinkTest(Service service) {
        this.port = service.port();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    @Test
    void linkSignsInAndItsKeyStaysNowhereButInTheCookie() {
        try (var browser = new Playground(port, options -> options)) {
            Page page = browser.page;
            List<String> requested = new ArrayList<>();
            page.onRequest(request -> requested.add(request.url()));

            page.navigate(address("/sign-in#key=engine"));

            assertThat(page.locator("#state")).hasText("This is your work, ada.");
            assertThat(page).hasURL(address("/class"));
            assertThat(requested.stream().map(url -> url.replaceAll("#.*", "")).toList())
                    .isNotEmpty()
                    .noneMatch(url -> url.contains("engine"));
            assertThat(page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])"))
                    .asString()
                    .doesNotContain("engine", "downhill-key");
            List<Cookie> cookies = browser.context.cookies();
            assertThat(cookies).singleElement().satisfies(cookie -> {
                assertThat(cookie.name).isEqualTo("downhill-key");
                assertThat(cookie.expires).isEqualTo(-1);
            });
            page.goBack();
            assertThat(page.url()).doesNotContain("engine");
        }
    }

    @Test
    void signedInBrowserTrainsOnThePage() {
        try (var browser = new Playground(port, options -> options)) {
            browser.page.navigate(address("/sign-in#key=enigma"));
            assertThat(browser.page.locator("#state")).hasText("This is your work, alan.");

            browser.open(Playground.LINE).trainToTheEnd();

            assertThat(browser.page.locator("#fit-caption")).containsText("After step 60");
        }
    }

    @Test
    void typedKeySignsInAndSigningOutForgetsIt() {
        try (var browser = new Playground(port, options -> options)) {
            Page page = browser.page;
            page.navigate(address("/sign-in#key=guess"));
            assertThat(page.locator("#state")).hasText("The service does not know this key.");
            assertThat(page).hasURL(address("/sign-in"));

            page.getByLabel("Your key").fill("engine");
            page.keyboard().press("Enter");
            assertThat(page.locator("#state")).hasText("This is your work, ada.");

            page.navigate(address("/sign-in"));
            browser.button("Sign out").click();
            assertThat(page.locator("#state")).hasText("You are signed out.");
            assertThat(browser.context.cookies()).isEmpty();
        }
    }
}
