package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import org.junit.jupiter.api.Test;

/** A classroom with keys, in which nobody may post more than twice a second. */
@InBrowser
@ServiceTest(properties = {"downhill.security.keys.students.ada=engine", "downhill.web.posts-per-second=2"})
class KeyTest {
    private final int port;

    KeyTest(Service service) {
        this.port = service.port();
    }

    private Playground ofAda() {
        return new Playground(port, options -> options.setHttpCredentials("ada", "engine"));
    }

    @Test
    void browserWithAKeySeesTheWholeRun() {
        try (var playground = ofAda().open(Playground.XOR)) {
            playground.trainToTheEnd();
            assertThat(playground.page.locator("#fit-caption")).containsText("After step 120: ");
            assertThat(playground.page.locator("#step-caption")).containsText("Step 120 on 80 rows");
            assertThat(playground.page.locator("#bowl-caption"))
                    .containsText("A slice of the loss along two main directions of the run");
        }
    }

    @Test
    void pageWaitsAfterTooManyRequests() {
        try (var playground = ofAda().open(Playground.XOR)) {
            for (int i = 0; i < 4; i++) {
                playground.button("Train").click();
                assertThat(playground.button("Train")).isEnabled();
            }
            playground.toTheEnd();
            assertThat(playground.page.locator("#fit-caption")).containsText("After step 120: ");
            assertThat(playground.page.locator(".notice")).hasCount(0);
        }
    }
}
