package dev.downhill.playground;

import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium that is installed, started once for all tests. Without one they are skipped, but fail where CI is true. */
public final class Chromium {
    /** The shell without a window is first: it opens a page in half the time of the whole browser. */
    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome");

    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final class Started {
        private static final Browser BROWSER = start();

        private static Browser start() {
            Path executable = executable().orElseThrow();
            PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            return playwright
                    .chromium()
                    .launch(new LaunchOptions().setExecutablePath(executable).setArgs(QUIET));
        }
    }

    private Chromium() {}

    /** Returns the browser; where there is none, skips the test. */
    public static Browser browser() {
        if (executable().isEmpty()) {
            String none = "there is no Chromium: install the package chromium, or say where it is in CHROMIUM";
            if ("true".equals(System.getenv("CI"))) {
                fail(none);
            }
            Assumptions.abort(none);
        }
        return Started.BROWSER;
    }

    private static Optional<Path> executable() {
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
