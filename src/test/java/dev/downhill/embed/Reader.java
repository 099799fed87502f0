package dev.downhill.embed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.downhill.playground.Chromium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A reader of a page with figures, who notes what the browser loads and says. */
final class Reader implements AutoCloseable {
    private static final String AXE = read("/axe-core-4.14.1/axe.min.js");

    final Page page;
    final List<String> requests = new ArrayList<>();
    final List<String> complaints = new ArrayList<>();
    private final BrowserContext context;

    Reader(NewContextOptions options) {
        context = Chromium.browser().newContext(options);
        context.setDefaultTimeout(15_000);
        page = context.newPage();
        page.onRequest(request -> requests.add(request.url()));
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            complaints.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    static String read(String resource) {
        try (var in = Objects.requireNonNull(Reader.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reader open(String address) {
        page.navigate(address);
        return this;
    }

    Locator figure(int number) {
        return page.locator("downhill-run").nth(number);
    }

    /** Moves the playhead of a figure and returns the exact number that it shows by a name. */
    double shown(Locator figure, int position, String name) {
        figure.getByLabel("Step", new Locator.GetByLabelOptions().setExact(true))
                .fill(Integer.toString(position));
        return Double.parseDouble(Objects.requireNonNull(
                figure.locator("[data-name='" + name + "'] data").getAttribute("value")));
    }

    /** Waits until a figure is there. */
    Reader see(int figures) {
        assertThat(page.locator("downhill-run .figure")).hasCount(figures);
        return this;
    }

    /** Returns what axe-core finds wrong, a line each. */
    List<?> violations() {
        page.evaluate(AXE);
        return (List<?>)
                page.evaluate("async () => (await axe.run()).violations.flatMap(({id, nodes}) => nodes.map((node) =>"
                        + " id + ': ' + node.html + ' ' + node.failureSummary))");
    }

    @Override
    public void close() {
        context.close();
        if (!complaints.isEmpty()) {
            throw new AssertionError("the browser complained: " + complaints);
        }
    }
}
