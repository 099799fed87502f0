package dev.downhill.playground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While a run plays, the fit shows the step of the playhead in every frame. */
@PlaygroundTest
class FitFollowsTest {
    private static final String SPIRAL = """
            {"model": {"layers": [{"type": "linear", "units": 32, "activation": "tanh"},
                                  {"type": "linear", "units": 32, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 400, "noise": 0.1, "testFraction": 0.25}, "batchSize": 32,
             "optimizer": {"type": "adam", "learningRate": 0.01}, "steps": 1500}""";

    /** Returns the steps of the playhead and of the fit, frame by frame, for three seconds; -1 before it is drawn. */
    private static final String WATCH = """
            () => new Promise((done) => {
              const seen = [];
              const began = performance.now();
              const look = () => {
                const head = document.querySelector('#scrub').getAttribute('aria-valuetext').match(/\\\\d+/)[0];
                seen.push([Number(head), Number(document.querySelector('#fit').dataset.step ?? -1)]);
                performance.now() - began < 3000 ? requestAnimationFrame(look) : done(seen);
              };
              requestAnimationFrame(look);
            })""".replace("\\\\d", "\\d");

    private final int port;

    FitFollowsTest(Service service) {
        this.port = service.port();
    }

    @ParameterizedTest
    @CsvSource({"steady, network", "live, network", "fast, formula"})
    void fitIsWhereThePlayheadIs(String pace, String model) {
        String specification = model.equals("network") ? SPIRAL : Playground.LINE;
        try (var playground = new Playground(port).open(specification)) {
            playground.control("Pace").selectOption(pace);
            playground.button("Train").click();
            playground.page.locator("#fit[data-step]").waitFor();
            @SuppressWarnings("unchecked")
            var seen = (List<List<Number>>) playground.page.evaluate(WATCH);

            seen.removeIf(frame -> frame.get(1).intValue() < 0);
            assertThat(seen)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(frame -> assertThat(frame.get(1).intValue())
                            .isEqualTo(frame.get(0).intValue()));
            assertThat(seen.getLast().getFirst().intValue())
                    .isGreaterThan(seen.getFirst().getFirst().intValue() - 1);
        }
    }
}
