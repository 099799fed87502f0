package dev.downhill.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The window of the loss surface follows the playhead: the ball is always inside, and every jump can be seen. */
@PlaygroundTest
class SurfaceFollowsTest {
    private static final String DIVERGING = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.26}, "steps": 30}""";

    /** Pixels between the ends of a jump. */
    private static final double VISIBLE = 3;

    private static final int REQUESTS = 40;

    private final int port;

    SurfaceFollowsTest(Service service) {
        this.port = service.port();
    }

    @Test
    void everyStepOfTheFirstLessonMovesTheBallVisibly() {
        follow(FirstLesson.JSON);
    }

    @Test
    void aRateThatJumpsOutStaysInTheWindow() {
        follow(DIVERGING);
    }

    private void follow(String specification) {
        List<String> requests = new ArrayList<>();
        try (var playground = new Playground(
                port, options -> options.setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE))) {
            playground.page.onRequest(request -> {
                if (request.url().contains("loss-surface")) {
                    requests.add(request.url());
                }
            });
            playground.open(specification);
            assertThat(playground.page.locator("#bowl .ball")).isVisible();
            int points = playground.points();
            for (int position = 0; position <= points; position++) {
                playground.goTo(position);
                playground.page.evaluate("() => new Promise(requestAnimationFrame)");
                playground.page.evaluate("() => new Promise(requestAnimationFrame)");
                double x = number(playground, "document.querySelector('#bowl .ball').cx.baseVal.value");
                assertThat(x)
                        .as("the ball at position %s", position)
                        .isBetween(
                                number(playground, "document.querySelector('#bowl clipPath rect').x.baseVal.value"),
                                number(
                                        playground,
                                        "(({x, width}) => x.baseVal.value + width.baseVal.value)(document.querySelector('#bowl clipPath rect'))"));
                if (position < points) {
                    assertThat(number(playground, "document.querySelector('#bowl .jump.next path').getBBox().width"))
                            .as("the jump after position %s", position)
                            .isGreaterThanOrEqualTo(VISIBLE);
                }
            }
        }
        assertThat(requests).as("requests for surfaces").hasSizeLessThan(REQUESTS);
    }

    private static double number(Playground playground, String expression) {
        return ((Number) playground.page.evaluate("() => " + expression)).doubleValue();
    }
}
