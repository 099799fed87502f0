package dev.downhill.explain.layer;

import static dev.downhill.explain.layer.OpenedStep.assertClose;
import static dev.downhill.explain.layer.OpenedStep.number;
import static dev.downhill.explain.layer.OpenedStep.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pooling layers of random windows, opened at each element. */
class OpenedPoolingTest {
    private static final int SEEDS = 8;

    @Test
    void theWinnerIsTheGreatestOfItsWindowAndGetsTheWholeGradient() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            OpenedStep step = windows("maxPool2d", random);
            for (String element : OpenedStep.elements(step.open(0, "2", null).shape())) {
                OpenedLayer layer = step.open(step.rows() - 1, "2", element);
                var opened = (OpenedPooling) Objects.requireNonNull(layer.arithmetic());
                double[] window = numbers(opened.window());
                double greatest = Arrays.stream(window)
                        .filter(number -> !Double.isNaN(number))
                        .max()
                        .orElseThrow();
                assertThat(number(layer.value())).isEqualTo(greatest);
                List<Integer> winner = Objects.requireNonNull(opened.winner());
                String pixel = layer.element().getFirst() + "," + winner.get(0) + "," + winner.get(1);
                assertThat(number(step.open(step.rows() - 1, "1", pixel).value()))
                        .isEqualTo(greatest);
                double[] passed = numbers(opened.passed());
                for (int i = 0; i < window.length; i++) {
                    assertThat(passed[i]).isEqualTo(window[i] == greatest ? number(layer.gradient()) : 0);
                }
            }
        }
    }

    @Test
    void theMapsHoldEveryElementOfALayerThatIsOpenedAlone() {
        for (long seed = 0; seed < SEEDS; seed++) {
            OpenedStep step = windows("maxPool2d", new Random(seed));
            int row = step.rows() - 1;
            double[] output = numbers(maps(step.open(row, "2", null)).output());
            LayerMaps convolution = maps(step.open(row, "1", null));
            assertThat(numbers(maps(step.open(row, "2", null)).input())).containsExactly(numbers(convolution.output()));
            assertThat(numbers(convolution.input())).containsExactly(step.data(row));
            assertThat(numbers(convolution.kernels())).containsExactly(step.parameter("1.weight"));
            int next = 0;
            for (String element : OpenedStep.elements(step.open(row, "2", null).shape())) {
                assertThat(number(step.open(row, "2", element).value())).isEqualTo(output[next++]);
            }
        }
    }

    private static LayerMaps maps(OpenedLayer layer) {
        return Objects.requireNonNull(layer.maps());
    }

    @Test
    void theMeanCountsThePadding() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            OpenedStep step = windows("avgPool2d", random);
            for (String element : OpenedStep.elements(step.open(0, "2", null).shape())) {
                OpenedLayer layer = step.open(0, "2", element);
                var opened = (OpenedPooling) Objects.requireNonNull(layer.arithmetic());
                int divisor = Objects.requireNonNull(opened.divisor());
                assertClose(
                        number(layer.value()),
                        Arrays.stream(numbers(opened.window())).sum() / divisor,
                        "mean");
                assertClose(Arrays.stream(numbers(opened.passed())).sum(), number(layer.gradient()), "passed");
            }
        }
    }

    private static OpenedStep windows(String type, Random random) {
        int channels = random.nextInt(1, 3);
        int[] kernel = {random.nextInt(1, 4), random.nextInt(1, 4)};
        int[] padding = {random.nextInt(0, kernel[0] / 2 + 1), random.nextInt(0, kernel[1] / 2 + 1)};
        int height = kernel[0] + random.nextInt(0, 3);
        int width = kernel[1] + random.nextInt(0, 3);
        return OpenedStep.of(
                """
                {"type": "unflatten", "shape": [%d, %d, %d]}, {"type": "conv2d", "outChannels": 2, "kernelSize": 1},
                {"type": "%s", "kernelSize": %s, "stride": [%d, %d], "padding": %s}""".formatted(
                                channels,
                                height,
                                width,
                                type,
                                Arrays.toString(kernel),
                                random.nextInt(1, 3),
                                random.nextInt(1, 3),
                                Arrays.toString(padding)),
                2,
                channels * height * width,
                random);
    }

    @Test
    void aGlobalMeanIsOfAllPlaces() {
        OpenedStep step = OpenedStep.of("""
                {"type": "unflatten", "shape": [3, 2, 4]}, {"type": "globalAvgPool"}""", 2, 24, new Random(1));

        OpenedLayer layer = step.open(1, "1.globalAvgPool", "2");

        var opened = (OpenedPooling) Objects.requireNonNull(layer.arithmetic());
        assertThat(numbers(Objects.requireNonNull(opened).window()))
                .containsExactly(Arrays.copyOfRange(step.data(1), 16, 24));
        assertClose(
                number(layer.value()),
                Arrays.stream(step.data(1)).skip(16).average().orElseThrow(),
                "mean");
    }

    /** Before these layers nothing is learned, so that their input gets no gradient; the layer's output does not either. */
    @Test
    void withoutAGradientThereIsNone() {
        OpenedStep step = OpenedStep.of("""
                {"type": "unflatten", "shape": [1, 2, 2]}, {"type": "maxPool2d", "kernelSize": 2}""", 2, 4, new Random(1));

        OpenedLayer layer = step.open(0, "1", null);

        assertThat(layer.gradient()).isNull();
        assertThat(Objects.requireNonNull((OpenedPooling) layer.arithmetic()).passed())
                .isNull();
    }
}
