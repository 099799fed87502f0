package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import org.junit.jupiter.api.Test;

/** One thread and one place in the queue for all jobs, and a network that goes away. */
@InBrowser
@ServiceTest(properties = {"downhill.jobs.threads=1", "downhill.jobs.queue-length=1", "downhill.jobs.short-work=0s"})
class FailureTest {
    private final int port;

    FailureTest(Service service) {
        this.port = service.port();
    }

    @Test
    void pageReportsAFullQueueAndRetries(Service service) throws Exception {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            String running = Service.location(service.post(Playground.ENDLESS));
            service.awaitStatus(running, "running");
            String queued = Service.location(service.post(Playground.ENDLESS));
            playground.button("Train").click();
            assertThat(playground.page.locator(".notice")).containsText("The queue is full");
            service.send("DELETE", queued, "");
            service.send("DELETE", running, "");
            assertThat(playground.page.locator(".notice")).hasCount(0);
            playground.toTheEnd();
        }
    }

    @Test
    void pageFindsAServerThatComesBack() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.context.setOffline(true);
            playground.button("Train").click();
            assertThat(playground.page.locator(".notice")).containsText("The server does not answer");
            playground.context.setOffline(false);
            assertThat(playground.page.locator(".notice")).hasCount(0);
            playground.toTheEnd();
        }
    }

    @Test
    void trainsADeletedRunAgain() {
        try (var playground = new Playground(port).open(FirstLesson.JSON)) {
            playground.trainToTheEnd();
            String before = playground.job().get("id").asString();
            playground.page.request().delete(playground.page.url().replaceFirst("/#.*", "/jobs/" + before));
            playground.page.reload();
            playground.page.waitForCondition(() -> !playground.jobId().equals(before));
            playground.toTheEnd();
        }
    }
}
