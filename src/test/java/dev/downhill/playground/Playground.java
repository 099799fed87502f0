package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page as a person uses it. Closing it fails where the browser has complained of something. */
final class Playground implements AutoCloseable {
    /** Two weights of a line. */
    static final String LINE = """
            {"model": {"expression": "w * x + b", "parameters": {"w": 0.0, "b": 0.0}},
             "data": {"x": [0.0, 1.0, 2.0, 3.0], "y": [1.0, 3.0, 5.0, 7.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.05}, "steps": 60}""";

    static final String XOR = """
            {"model": {"layers": [{"type": "linear", "units": 4, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "xor", "n": 100, "testFraction": 0.2},
             "optimizer": {"type": "adam", "learningRate": 0.05}, "steps": 120}""";

    /** A model of characters, of more weights than are recorded one by one. */
    static final String CAT = """
            {"model": {"layers": [{"type": "embedding", "embeddingDim": 4}, {"type": "flatten"},
                                  {"type": "linear", "units": 24, "activation": "tanh"}, {"type": "linear", "units": 10}]},
             "data": {"text": "the cat sat on the mat", "context": 3},
             "optimizer": {"type": "adam", "learningRate": 0.05}, "steps": 120}""";

    /** A job that runs until it is stopped. */
    static final String ENDLESS = """
            {"model": {"layers": [{"type": "linear", "units": 64, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 400}, "optimizer": {"type": "sgd", "learningRate": 1e-9},
             "steps": 10000000, "record": {"every": 200}}""";

    /** What the page says once the playhead is at the end of a run. */
    private static final Pattern VERDICT = Pattern.compile("^(Finished|Stopped|The run diverged|Out of time)");

    private static final JsonMapper JSON = new JsonMapper();

    final BrowserContext context;
    final Page page;
    private final String root;
    private final List<String> complaints = new ArrayList<>();

    Playground(int port) {
        this(port, 1280, ColorScheme.LIGHT);
    }

    Playground(int port, int width, ColorScheme scheme) {
        this(
                port,
                options ->
                        options.setViewportSize(width, width < 500 ? 812 : 900).setColorScheme(scheme));
    }

    /** In a browser that is set up otherwise. */
    Playground(int port, UnaryOperator<NewContextOptions> set) {
        root = "http://localhost:" + port + "/";
        context = Chromium.browser()
                .newContext(set.apply(new NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setPermissions(List.of("clipboard-read", "clipboard-write"))));
        context.setDefaultTimeout(15_000);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(root) && !request.url().startsWith("blob:")) {
                complaints.add("a request left the server: " + request.url());
            }
        });
    }

    Playground open() {
        page.navigate(root);
        assertThat(button("Train")).isEnabled();
        return this;
    }

    Playground open(String specification) {
        String link =
                Base64.getUrlEncoder().withoutPadding().encodeToString(specification.getBytes(StandardCharsets.UTF_8));
        page.navigate(root + "#spec=" + link);
        assertThat(button("Train")).isEnabled();
        return this;
    }

    /** Picks a lesson, and waits until it stands there. */
    void choose(String lesson) {
        control("Choose a lesson").selectOption(lesson);
        assertThat(page.locator("h1"))
                .hasText(get("lessons/" + lesson).get("title").asString());
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name + "( again)?$")));
    }

    /** Returns a control; if it is in a tab that is closed, opens the tab. */
    Locator control(String label) {
        Locator control = page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
        control.evaluateAll("all => { const panel = all[0]?.closest('[role=tabpanel][hidden]');"
                + " if (panel) document.getElementById(panel.getAttribute('aria-labelledby')).click(); }");
        return control;
    }

    Locator status() {
        return page.locator("#status");
    }

    /** Trains to the end and shows it. */
    void trainToTheEnd() {
        train(() -> button("Train").click());
        toTheEnd();
    }

    /** Does something that trains, and waits until the page shows its run. */
    void train(Runnable press) {
        // The run that the page begins by itself would be taken for the one that is waited for.
        page.waitForCondition(() -> !jobId().isEmpty() || status().textContent().contains("Press Train"));
        String before = jobId();
        press.run();
        page.waitForCondition(() -> !jobId().equals(before));
    }

    /** Waits for the end of the run that is there, and shows it. */
    void toTheEnd() {
        page.waitForCondition(() -> !jobId().isEmpty());
        assertThat(button("Stop")).isHidden();
        // A run that had to wait for its turn may come meanwhile, and begins at its beginning.
        page.waitForCondition(() -> {
            goTo(points());
            Locator reveal = page.getByText("Just show me");
            if (reveal.count() > 0) {
                reveal.evaluate("button => button.click()");
            }
            return VERDICT.matcher(status().textContent()).find();
        });
    }

    /** Stops the run and shows its end. */
    void stop() {
        button("Stop").click();
        toTheEnd();
    }

    /** Returns how many points of the run the page has. */
    int points() {
        return Integer.parseInt(page.locator("#scrub").getAttribute("max"));
    }

    /** Moves the playhead, once the run has come as far. */
    void goTo(int position) {
        page.waitForCondition(() -> points() >= position);
        page.locator("#scrub").fill(Integer.toString(position));
    }

    /** Returns the exact number that the page shows by a name, such as step or w; NaN where there is none. */
    double shown(String name) {
        page.evaluate("() => new Promise(requestAnimationFrame)");
        String value = page.locator(".numbers [data-name='" + name + "'] data").getAttribute("value");
        return value.isEmpty() ? Double.NaN : Double.parseDouble(value);
    }

    /** Returns the job that the page shows, as the API has it. */
    JsonNode job() {
        return get("jobs/" + jobId());
    }

    /** Returns the id of the job that the page shows; empty where it shows none. */
    String jobId() {
        return (String) page.evaluate("() => JSON.parse(sessionStorage.getItem('downhill.session') ?? '{}').job ?? ''");
    }

    JsonNode get(String path) {
        return JSON.readTree(page.request().get(root + path).text());
    }

    @Override
    public void close() {
        context.close();
        if (!complaints.isEmpty()) {
            throw new AssertionError("the browser complained: " + complaints);
        }
    }
}
