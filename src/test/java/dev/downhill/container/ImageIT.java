package dev.downhill.container;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.downhill.Await;
import dev.downhill.FirstLesson;
import dev.downhill.playground.Chromium;
import dev.downhill.service.Service;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The first lesson, pictures, pages and a class, from one container. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {
    private static final int STUDENTS = 30;
    private static final String SPIRAL = """
            {"model": {"layers": [{"type": "linear", "units": 16, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 200}, "optimizer": {"type": "adam", "learningRate": 0.03}, "steps": 100}""";

    private final DownhillContainer container = new DownhillContainer();
    private final Service service;

    ImageIT() {
        container.start();
        this.service = container.service();
    }

    @AfterAll
    void stop() {
        container.stop();
    }

    @Test
    void firstLessonPrintsItsSteps() throws Exception {
        HttpResponse<String> answer = service.post(FirstLesson.JSON, "Accept", "text/plain", "Prefer", "wait=20");

        assertThat(answer.body())
                .contains("step 1: w=2.4000, loss=36.0000", "step 2: w=2.8800, loss=1.4400", "step 3: w=2.9760");
    }

    @Test
    void streamTellsOfARunToItsEnd() throws Exception {
        String job = service.submitted(SPIRAL);

        try (Stream<String> lines = service.events(job).body()) {
            assertThat(lines.filter(line -> line.startsWith("event:")).toList())
                    .contains("event:steps")
                    .endsWith("event:finished");
        }
    }

    @Test
    void plotHasLetters() throws Exception {
        String job = Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=20"));

        byte[] picture = service.file(job + "/plot", "image/png").body();

        assertThat(new String(picture, 1, 3)).isEqualTo("PNG");
        assertThat(container.execInContainer("fc-list", ":family=DejaVu Sans").getStdout())
                .contains("DejaVuSans");
    }

    @Test
    void imageBearsTheVersionOfItsServiceAndIsNotRoot() throws Exception {
        assertThat(container.getContainerInfo().getConfig().getLabels())
                .containsEntry(
                        "org.opencontainers.image.version",
                        service.json(service.get("/actuator/info"))
                                .at("/build/version")
                                .asString());
        assertThat(container.execInContainer("id", "-u").getStdout()).isEqualTo("10001\n");
        assertThat(service.get("/actuator/sbom/application").body()).contains("\"CycloneDX\"", "spring-core");
    }

    @Test
    void dockerFindsItHealthy() {
        Await.until("docker finds it healthy", () -> "healthy".equals(container.health()));
    }

    @Test
    void pagesOpenInABrowser() throws Exception {
        assertThat(service.get("/swagger-ui/index.html").body()).contains("Swagger UI");
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(service.address() + "/");
            assertThat(page.locator("#fit-caption")).containsText("the model says");
        }
    }

    @Test
    void classOfThirtyIsServedInItsMemory() throws Exception {
        try (ExecutorService students = Executors.newFixedThreadPool(STUDENTS)) {
            List<Callable<String>> work = new ArrayList<>();
            for (int i = 0; i < STUDENTS; i++) {
                work.add(this::lesson);
            }
            List<String> seen = new ArrayList<>();
            for (Future<String> student : students.invokeAll(work)) {
                seen.add(student.get());
            }

            assertThat(seen).containsOnly("succeeded");
        }
        assertThat(container.state().getOOMKilled()).isFalse();
        assertThat(container.state().getRunning()).isTrue();
    }

    private String lesson() throws Exception {
        String job = submitted();
        try (Stream<String> lines = service.events(job).body()) {
            assertThat(lines.anyMatch("event:finished"::equals)).isTrue();
        }
        assertThat(service.file(job + "/plot", "image/png").statusCode()).isIn(200, 503);
        return service.status(job);
    }

    /** Sends a job, again where the service asks for it. */
    private String submitted() throws Exception {
        HttpResponse<String> answer = service.post(SPIRAL);
        while (answer.statusCode() == 429 || answer.statusCode() == 503) {
            TimeUnit.SECONDS.sleep(
                    Long.parseLong(answer.headers().firstValue("Retry-After").orElse("1")));
            answer = service.post(SPIRAL);
        }
        return Service.location(answer);
    }
}
