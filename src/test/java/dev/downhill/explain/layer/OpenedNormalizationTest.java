package dev.downhill.explain.layer;

import static dev.downhill.explain.layer.OpenedStep.assertClose;
import static dev.downhill.explain.layer.OpenedStep.number;
import static dev.downhill.explain.layer.OpenedStep.numbers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Normalizations opened: mean and variance, the normalized number, scale and shift, and the gradient through all of them. */
class OpenedNormalizationTest {
    private static final int SEEDS = 8;

    @Test
    void aBatchIsNormalizedColumnByColumn() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            OpenedStep step = OpenedStep.of("""
                    {"type": "linear", "units": 3}, {"type": "batchNorm"}, {"type": "activation", "activation": "tanh"}""", random.nextInt(2, 7), 2, random);
            for (int column = 0; column < 3; column++) {
                List<OpenedLayer> group = new ArrayList<>();
                for (int row = 0; row < step.rows(); row++) {
                    group.add(step.open(row, "1.batchNorm", Integer.toString(column)));
                }
                check(group, true);
            }
        }
    }

    @Test
    void channelsOfImagesAreNormalizedOverRowsAndPlaces() {
        OpenedStep step = OpenedStep.of("""
                {"type": "unflatten", "shape": [1, 3, 3]}, {"type": "conv2d", "outChannels": 2, "kernelSize": 2}, {"type": "batchNorm"},
                {"type": "activation", "activation": "tanh"}""", 3, 9, new Random(4));
        List<OpenedLayer> group = new ArrayList<>();
        for (int row = 0; row < 3; row++) {
            for (String place : OpenedStep.elements(List.of(2, 2))) {
                group.add(step.open(row, "2", "1," + place));
            }
        }

        check(group, true);
    }

    @Test
    void aRowIsNormalizedAlongItsLastDimension() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            boolean layerNorm = seed % 2 == 0;
            OpenedStep step = OpenedStep.of(
                    """
                    {"type": "linear", "units": %d}, {"type": "%s"}, {"type": "activation", "activation": "tanh"}""".formatted(random.nextInt(2, 6), layerNorm ? "layerNorm" : "rmsNorm"), 3, 4, random);
            List<OpenedLayer> group = new ArrayList<>();
            for (String element : OpenedStep.elements(step.open(2, "1", null).shape())) {
                group.add(step.open(2, "1", element));
            }
            check(group, layerNorm);
        }
    }

    /** @param group all elements that share a mean and a variance */
    private static void check(List<OpenedLayer> group, boolean centered) {
        double[] x = new double[group.size()];
        Arrays.setAll(x, i -> number(opened(group.get(i)).input()));
        double mean = centered ? Arrays.stream(x).average().orElseThrow() : 0;
        double variance = Arrays.stream(x)
                .map(one -> (one - mean) * (one - mean))
                .average()
                .orElseThrow();
        for (int i = 0; i < x.length; i++) {
            OpenedNormalization opened = opened(group.get(i));
            double root = Math.sqrt(variance + opened.eps());
            assertClose(numbers(opened.numbers()), x, "numbers");
            if (centered) {
                assertClose(number(opened.mean()), mean, "mean");
            }
            assertClose(number(opened.variance()), variance, "variance");
            double normal = number(opened.normalized());
            assertClose(normal, (x[i] - mean) / root, "normalized");
            double shift = opened.shift() == null ? 0 : opened.shift();
            assertClose(number(group.get(i).value()), normal * number(opened.scale()) + shift, "scaled and shifted");
            assertClose(
                    number(opened.normalizedGradient()),
                    number(group.get(i).gradient()) * number(opened.scale()),
                    "gradient of the normalized");
            assertClose(number(opened.inputGradient()), passed(group, i, root, centered), "gradient of the input");
            double own = (1 - ((centered ? 1 : 0) + normal * normal) / x.length) / root;
            assertClose(number(opened.derivative()), own, "derivative");
        }
    }

    /** The chain rule over all elements of the group, from the derivative of each with respect to one input. */
    private static double passed(List<OpenedLayer> group, int input, double root, boolean centered) {
        double own = number(opened(group.get(input)).normalized());
        double sum = 0;
        for (int j = 0; j < group.size(); j++) {
            double normal = number(opened(group.get(j)).normalized());
            double derivative = ((j == input ? 1 : 0) - ((centered ? 1 : 0) + normal * own) / group.size()) / root;
            sum += number(opened(group.get(j)).normalizedGradient()) * derivative;
        }
        return sum;
    }

    private static OpenedNormalization opened(OpenedLayer layer) {
        return Objects.requireNonNull((OpenedNormalization) layer.arithmetic());
    }
}
