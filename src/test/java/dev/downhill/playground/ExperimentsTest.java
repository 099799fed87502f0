package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.downhill.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** My experiments: kept in the browser under names, and taken along as a file. */
@PlaygroundTest
class ExperimentsTest {
    private final int port;

    ExperimentsTest(Service service) {
        this.port = service.port();
    }

    private static void form(Playground playground) {
        playground
                .page
                .getByRole(
                        AriaRole.TAB,
                        new Page.GetByRoleOptions().setName("Form").setExact(true))
                .click();
    }

    private static void save(Playground playground, String name) {
        if (!playground.control("Name of the experiment").isVisible()) {
            playground.page.getByText("My experiments").first().click();
        }
        playground.control("Name of the experiment").fill(name);
        playground.control("Name of the experiment").press("Enter");
        assertThat(playground.button("Open " + name)).isVisible();
    }

    @Test
    void experimentIsKeptOpenedRenamedAndDeleted() {
        try (var playground = new Playground(port).open(Playground.LINE)) {
            form(playground);
            save(playground, "a line");
            playground.button("New experiment").click();
            form(playground);
            assertThat(playground.control("x, row 4")).hasCount(0);

            playground.page.reload();
            form(playground);
            playground.page.getByText("My experiments (1)").click();
            playground.button("Open a line").click();
            form(playground);
            assertThat(playground.control("y, row 4")).hasValue("7");
            playground.button("Rename a line").click();
            playground.control("New name of a line").fill("my line");
            playground.control("New name of a line").press("Enter");
            assertThat(playground.button("Open my line")).isFocused();
            playground.button("Delete my line").click();
            assertThat(playground.button("Open my line")).hasCount(0);
            playground.button("Put it back").click();
            assertThat(playground.button("Open my line")).isFocused();
        }
    }

    @Test
    void fileTakesExperimentsToAnotherBrowser() throws IOException {
        Path file = Files.createTempFile("experiments", ".json");
        try (var playground = new Playground(port).open(Playground.LINE)) {
            form(playground);
            save(playground, "a line");
            Download download = playground.page.waitForDownload(
                    () -> playground.button("Export all").click());
            download.saveAs(file);
        }
        try (var other = new Playground(port).open()) {
            form(other);
            other.page.getByText("My experiments").first().click();
            other.control("A file with experiments").setInputFiles(file);

            assertThat(other.page.getByText("Added 1 experiment.")).isVisible();
            other.button("Open a line").click();
            form(other);
            assertThat(other.control("y, row 4")).hasValue("7");
        }
        Files.delete(file);
    }

    @Test
    void fullStorageIsTold() {
        try (var playground = new Playground(port).open(Playground.LINE)) {
            form(playground);
            save(playground, "a line");
            playground.page.evaluate("""
                    () => {
                      Storage.prototype.setItem = () => {
                        throw new DOMException('full', 'QuotaExceededError');
                      };
                    }""");
            playground.control("Name of the experiment").fill("another");
            playground.control("Name of the experiment").press("Enter");

            assertThat(playground.page.getByText("The browser’s storage is full"))
                    .isVisible();
            assertThat(playground.button("Open a line")).isVisible();
        }
    }

    @Test
    void lessonIsFoundAsItWasLeft() {
        try (var playground = new Playground(port).open()) {
            playground.choose("two-parameters");
            form(playground);
            playground.control("Steps").fill("7");
            playground.control("Steps").blur();
            playground.choose("xor");
            playground.choose("two-parameters");
            form(playground);

            assertThat(playground.control("Steps")).hasValue("7");
            playground.button("Undo").click();
            assertThat(playground.page.locator("h1"))
                    .hasText(playground.get("lessons/xor").get("title").asString());
        }
    }
}
