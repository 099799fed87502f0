package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.CuttableProxy;
import dev.downhill.service.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A stream that breaks in the middle of a run. */
@PlaygroundTest
class BrokenConnectionTest {
    private final int port;

    BrokenConnectionTest(Service service) {
        this.port = service.port();
    }

    @Test
    void runResumesWithoutLosingAPoint() throws Exception {
        try (var network = CuttableProxy.to(port);
                var playground = new Playground(network.port()).open(Playground.ENDLESS)) {
            playground.button("Train").click();
            playground.page.waitForCondition(() -> playground.points() > 2);
            network.breakConnections();
            assertThat(playground.page.locator(".notice")).containsText("Reconnecting by itself; nothing is lost here");
            int known = playground.points();

            network.mend();
            playground.page.waitForCondition(() -> playground.points() > known);
            assertThat(playground.page.locator(".notice")).hasCount(0);
            playground.stop();
            assertThat(playground.status()).containsText("Stopped");
            JsonNode trajectory = playground.job().get("trajectory");
            assertThat(playground.points()).isEqualTo(trajectory.get("step").size());
            for (int position : new int[] {known - 1, known, known + 1, playground.points()}) {
                playground.goTo(position);
                assertThat(playground.shown("step"))
                        .isEqualTo(trajectory.get("step").get(position - 1).asDouble());
                assertThat(playground.shown("loss"))
                        .isEqualTo(trajectory.get("loss").get(position - 1).asDouble());
            }
        }
    }
}
