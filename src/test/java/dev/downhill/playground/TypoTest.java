package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import org.junit.jupiter.api.Test;

/** A name in a formula that nobody knows: the page asks what it is, and makes no parameter of it by itself. */
@PlaygroundTest
class TypoTest {
    private final int port;

    TypoTest(Service service) {
        this.port = service.port();
    }

    private Playground open() {
        Playground playground = new Playground(port).open(FirstLesson.JSON);
        playground
                .page
                .getByRole(
                        AriaRole.TAB,
                        new Page.GetByRoleOptions().setName("Form").setExact(true))
                .click();
        playground.control("Formula").fill("w * xx");
        playground.control("Formula").press("Enter");
        return playground;
    }

    @Test
    void slipIsPutRight() {
        try (var playground = open()) {
            assertThat(playground.page.getByText("“xx” is neither a column nor a parameter. Did you mean x?"))
                    .isVisible();
            playground.button("Use x").click();

            assertThat(playground.control("Formula")).hasValue("w * x");
            assertThat(playground.control("Formula")).isFocused();
            playground.trainToTheEnd();
        }
    }

    @Test
    void newParameterIsMadeByTheReader() {
        try (var playground = open()) {
            assertThat(playground.control("initial xx")).hasCount(0);
            playground.button("Make xx a parameter").click();

            assertThat(playground.control("initial xx")).isFocused();
            playground.control("initial xx").fill("2");
            playground.trainToTheEnd();
            assertThat(playground.job().at("/trajectory/initial/xx").asDouble()).isEqualTo(2);
        }
    }

    @Test
    void serviceRefusesTheSlipToo() {
        try (var playground = open()) {
            playground.button("Train").click();

            assertThat(playground.page.locator(".notice.error")).containsText("did you mean 'x'?");
        }
    }
}
