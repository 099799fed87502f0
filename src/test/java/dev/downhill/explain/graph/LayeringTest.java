package dev.downhill.explain.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LayeringTest {
    private static GraphView graph(String expression) {
        String job = """
                {"model": {"expression": "%s", "parameters": {"w": 0.5, "b": 0.0}}, "data": {"x": [1.0], "y": [1.0]},
                 "loss": {"expression": "yPred - y"}}""".formatted(expression);
        return GraphView.of(new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(job)));
    }

    @Test
    void placesAVariableRightBeforeItsFirstUse() {
        // w, x, *, b, +, y, the difference and its mean, with a line from each to the next.
        assertThat(Layering.parts(graph("w * x + b"))).isEqualTo(8 + 7);
    }

    @Test
    void countsALineInEachLayerThatItCrosses() {
        // The second line from x and the second from w cross one layer more than a line has to.
        GraphView twice = graph("w * x * w + b");
        long once = Layering.parts(graph("w * x + b"));

        assertThat(Layering.parts(twice)).isEqualTo(once + 1 + 1 + 2);
        assertThat(Layering.parts(graph("x*w".concat("*x*w".repeat(99))))).isGreaterThan(15_000);
    }

    @Test
    void refusesADrawingOfTooManyParts() {
        assertThatExceptionOfType(DrawingTooLarge.class)
                .isThrownBy(() -> Svg.of(graph("w * x + b"), 14))
                .withMessageContaining("15 parts")
                .withMessageContaining("at most 14");
        assertThat(Svg.of(graph("w * x + b"), 15)).startsWith("<svg").contains(">w<", ">b<");
    }

    @Test
    void layoutEndsWhenItsTimeIsOver() {
        GraphView graph = graph("w * x + b");
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Svg.of(graph, 100));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
