package dev.downhill.explain.layer;

import static dev.downhill.explain.layer.OpenedStep.assertClose;
import static dev.downhill.explain.layer.OpenedStep.number;
import static dev.downhill.explain.layer.OpenedStep.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Convolutions of random shapes, opened at each element. */
class OpenedConvolutionTest {
    private static final int SEEDS = 10;

    private record Shapes(
            int groups,
            int channels,
            int outChannels,
            int height,
            int width,
            int[] kernel,
            int[] stride,
            int[] padding,
            int[] dilation) {
        static Shapes of(Random random) {
            int groups = random.nextInt(1, 3);
            int[] kernel = {random.nextInt(1, 4), random.nextInt(1, 4)};
            int[] dilation = {random.nextInt(1, 3), random.nextInt(1, 3)};
            int[] sizes = new int[2];
            Arrays.setAll(sizes, axis -> dilation[axis] * (kernel[axis] - 1) + random.nextInt(1, 4));
            return new Shapes(
                    groups,
                    groups * random.nextInt(1, 3),
                    groups * random.nextInt(1, 3),
                    sizes[0],
                    sizes[1],
                    kernel,
                    new int[] {random.nextInt(1, 3), random.nextInt(1, 3)},
                    new int[] {random.nextInt(0, 3), random.nextInt(0, 3)},
                    dilation);
        }

        String layer(String activation) {
            return """
                    {"type": "unflatten", "shape": [%d, %d, %d]},
                    {"type": "conv2d", "outChannels": %d, "kernelSize": %s, "stride": %s, "padding": %s, "dilation": %s,
                     "groups": %d, "activation": "%s"}""".formatted(
                            channels,
                            height,
                            width,
                            outChannels,
                            Arrays.toString(kernel),
                            Arrays.toString(stride),
                            Arrays.toString(padding),
                            Arrays.toString(dilation),
                            groups,
                            activation);
        }

        /** Returns what a kernel sees of an image, by the definition. */
        double[] patch(double[] image, int group, int row, int column) {
            int each = channels / groups;
            double[] patch = new double[each * kernel[0] * kernel[1]];
            for (int i = 0; i < patch.length; i++) {
                int channel = group * each + i / (kernel[0] * kernel[1]);
                int y = row * stride[0] - padding[0] + i / kernel[1] % kernel[0] * dilation[0];
                int x = column * stride[1] - padding[1] + i % kernel[1] * dilation[1];
                boolean inside = y >= 0 && y < height && x >= 0 && x < width;
                patch[i] = inside ? image[(channel * height + y) * width + x] : 0;
            }
            return patch;
        }
    }

    @Test
    void productsAddUpToTheOutputAndPartsOfAllPlacesToTheGradient() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            Shapes shapes = Shapes.of(random);
            String activation = List.of("identity", "tanh", "sigmoid").get(random.nextInt(3));
            OpenedStep step = OpenedStep.of(
                    shapes.layer(activation),
                    random.nextInt(1, 4),
                    shapes.channels * shapes.height * shapes.width,
                    random);
            List<Integer> out = step.open(0, "1", null).shape();
            int kernel = random.nextInt(shapes.outChannels);
            double[] parts = new double[0];
            double bias = 0;
            for (int row = 0; row < step.rows(); row++) {
                for (String place : OpenedStep.elements(out.subList(1, 3))) {
                    OpenedLayer layer = step.open(row, "1.conv2d", kernel + "," + place);
                    var opened = (OpenedConvolution) Objects.requireNonNull(layer.arithmetic());
                    checkForward(step, shapes, row, layer, opened, activation);
                    double[] part = numbers(opened.kernelGradient());
                    double[] before = parts.length == 0 ? new double[part.length] : parts;
                    parts = IntStream.range(0, part.length)
                            .mapToDouble(i -> before[i] + part[i])
                            .toArray();
                    bias += number(opened.arrived());
                    assertClose(
                            numbers(opened.weightGradient()),
                            slice(step.gradient("1.weight"), kernel, part.length),
                            "whole");
                }
            }
            assertClose(parts, slice(step.gradient("1.weight"), kernel, parts.length), "seed " + seed);
            assertClose(bias, step.gradient("1.bias")[kernel], "bias, seed " + seed);
        }
    }

    private static void checkForward(
            OpenedStep step, Shapes shapes, int row, OpenedLayer layer, OpenedConvolution opened, String activation) {
        int kernel = layer.element().getFirst();
        int size = numbers(opened.kernel()).length;
        double[] weights = slice(step.parameter("1.weight"), kernel, size);
        double[] patch = shapes.patch(
                step.data(row),
                opened.group(),
                layer.element().get(1),
                layer.element().get(2));
        assertThat(numbers(opened.patch())).containsExactly(patch);
        assertThat(numbers(opened.kernel())).containsExactly(weights);
        assertThat(opened.from())
                .containsExactly(
                        layer.element().get(1) * shapes.stride[0] - shapes.padding[0],
                        layer.element().get(2) * shapes.stride[1] - shapes.padding[1]);
        double sum = Arrays.stream(numbers(opened.products())).sum();
        assertClose(number(opened.sum()), sum, "sum");
        assertClose(number(opened.weighted()), sum + step.parameter("1.bias")[kernel], "weighted");
        double z = number(opened.weighted());
        double value = number(layer.value());
        switch (activation) {
            case "tanh" -> {
                assertClose(value, Math.tanh(z), "tanh");
                assertClose(number(opened.slope()), 1 - value * value, "slope");
            }
            case "sigmoid" -> {
                assertClose(value, 1 / (1 + Math.exp(-z)), "sigmoid");
                assertClose(number(opened.slope()), value * (1 - value), "slope");
            }
            default -> assertThat(number(opened.slope())).isEqualTo(1);
        }
        assertClose(number(opened.arrived()), number(layer.gradient()) * number(opened.slope()), "arrived");
        assertClose(
                numbers(opened.patchGradient()),
                Arrays.stream(weights).map(w -> w * number(opened.arrived())).toArray(),
                "patch gradient");
    }

    private static double[] slice(double[] all, int part, int length) {
        return Arrays.copyOfRange(all, part * length, (part + 1) * length);
    }

    @Test
    void aConvolutionOverSequencesIsOpenedAlike() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            int groups = random.nextInt(1, 3);
            int channels = groups * random.nextInt(1, 3);
            int size = random.nextInt(1, 4);
            int dilation = random.nextInt(1, 3);
            int length = dilation * (size - 1) + random.nextInt(1, 5);
            int stride = random.nextInt(1, 3);
            int padding = random.nextInt(0, 3);
            int outChannels = groups * 2;
            OpenedStep step = OpenedStep.of(
                    """
                    {"type": "unflatten", "shape": [%d, %d]},
                    {"type": "conv1d", "outChannels": %d, "kernelSize": %d, "stride": %d, "padding": %d, "dilation": %d, "groups": %d,
                     "bias": false}""".formatted(channels, length, outChannels, size, stride, padding, dilation, groups),
                    2,
                    channels * length,
                    random);
            for (String element : OpenedStep.elements(step.open(1, "1", null).shape())) {
                OpenedLayer layer = step.open(1, "1", element);
                var opened = (OpenedConvolution) Objects.requireNonNull(layer.arithmetic());
                int kernel = layer.element().getFirst();
                int place = layer.element().getLast();
                double[] patch = numbers(opened.patch());
                for (int i = 0; i < patch.length; i++) {
                    int channel = kernel / (outChannels / groups) * (channels / groups) + i / size;
                    int at = place * stride - padding + i % size * dilation;
                    assertThat(patch[i]).isEqualTo(at < 0 || at >= length ? 0 : step.data(1)[channel * length + at]);
                }
                assertThat(opened.bias()).isNull();
                assertClose(
                        number(layer.value()),
                        Arrays.stream(numbers(opened.products())).sum(),
                        "seed " + seed);
            }
        }
    }
}
