package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.downhill.FirstLesson;
import dev.downhill.service.Classroom;
import dev.downhill.service.Service;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@InBrowser
@Classroom
@TestPropertySource(properties = "test.browser=true")
class ClassWallTest {
    private final Service service;

    ClassWallTest(Service service) {
        this.service = service;
    }

    @Test
    void wallShowsEachStudentsNewestRunAndHidesNames() throws Exception {
        try (var browser = new Playground(service.port(), options -> options.setHttpCredentials("teacher", "chalk"))) {
            Page page = browser.page;
            page.navigate("http://localhost:" + service.port() + "/class");
            assertThat(page.locator(".student")).hasCount(2);
            service.post(
                    FirstLesson.json(1.1, 40),
                    "Content-Type",
                    "application/json",
                    "Prefer",
                    "wait=20",
                    "Authorization",
                    Classroom.ADA);
            var ada = page.locator(".student", new Page.LocatorOptions().setHasText("ada"));
            assertThat(ada.locator(".finding").first()).hasText("learning rate too large");
            page.locator("#hide-names").check();
            assertThat(page.locator(".student h2").first()).containsText("Student");
            assertThat(page.locator(".findings")).not().containsText("ada");
        }
    }
}
