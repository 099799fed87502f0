package dev.downhill.engine.nn;

import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.NumericalGradients;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Assemble;
import dev.downhill.engine.autograd.op.Fold;
import dev.downhill.engine.autograd.op.Put;
import dev.downhill.engine.autograd.op.Take;
import dev.downhill.engine.autograd.op.Unfold;
import dev.downhill.engine.autograd.op.Window;
import dev.downhill.engine.autograd.op.WindowAxis;
import dev.downhill.engine.catalog.Sizes;
import dev.downhill.engine.nn.activation.IdentityActivation;
import dev.downhill.engine.nn.init.Normal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The operations and layers of images and sequences against central differences, over random shapes and options. */
class LayerGradientsTest {
    @Test
    void windowsAgreeWithCentralDifferences() {
        everySeed(random -> {
            WindowAxis rows = span(random);
            WindowAxis columns = span(random);
            var window = new Window(rows, columns);
            int height = least(rows) + random.nextInt(4);
            int width = least(columns) + random.nextInt(4);
            NDArray images = draw(random, 1 + random.nextInt(2), 1 + random.nextInt(2), height, width);
            check(random, images, x -> Tensor.apply(new Unfold(window), x));
            Tensor patches = Tensor.apply(new Unfold(window), Tensor.of(images));
            NDArray drawn = draw(random, patches.shape().dims());
            check(random, drawn, x -> Tensor.apply(new Fold(window, height, width), x));
        });
    }

    @Test
    void partsAgreeWithCentralDifferences() {
        everySeed(random -> {
            NDArray x = draw(random, 2, 1 + random.nextInt(4), 3);
            int length = 1 + random.nextInt(x.shape().dim(1));
            int from = random.nextInt(x.shape().dim(1) - length + 1);
            check(random, x, y -> y.narrow(1, from, length));
            check(random, x, y -> y.permute(2, 0, 1));
            check(random, x, y -> Assemble.concat(1, List.of(y.narrow(1, from, length), y, y.mul(2))));
            check(random, x, y -> y.narrow(1, 0, 1).mul(y.narrow(1, from, length)));
            double[] indices = random.ints(2L * x.shape().dim(1) * 5, 0, 3)
                    .asDoubleStream()
                    .toArray();
            Tensor places = Tensor.of(new NDArray(Shape.of(2, x.shape().dim(1), 5), indices));
            check(random, x, y -> Tensor.apply(new Take(), y, places));
            check(random, draw(random, 2, x.shape().dim(1), 5), y -> Tensor.apply(new Put(3), y, places));
        });
    }

    @Test
    void convolutionsAgreeWithCentralDifferences() {
        everySeed(random -> {
            int groups = 1 + random.nextInt(2);
            boolean same = random.nextInt(3) == 0;
            var convolution = new Conv2d(
                    groups * (1 + random.nextInt(2)),
                    new Sizes(List.of(1 + random.nextInt(3), 1 + random.nextInt(3)), ""),
                    Sizes.of(same ? 1 : 1 + random.nextInt(2)),
                    same ? new Sizes(List.of(), "same") : Sizes.of(random.nextInt(3)),
                    Sizes.of(1 + random.nextInt(2)),
                    groups,
                    random.nextBoolean(),
                    new IdentityActivation());
            checkLayer(random, convolution, draw(random, 2, groups * (1 + random.nextInt(2)), 5, 6));
            var sequence = new Conv1d(
                    3,
                    Sizes.of(1 + random.nextInt(3)),
                    Sizes.of(1 + random.nextInt(2)),
                    Sizes.of(random.nextInt(2)),
                    Sizes.of(1 + random.nextInt(2)),
                    1,
                    true,
                    new IdentityActivation());
            checkLayer(random, sequence, draw(random, 2, 2, 6));
        });
    }

    @Test
    void poolingAgreesWithCentralDifferences() {
        everySeed(random -> {
            Sizes kernel = new Sizes(List.of(2 + random.nextInt(2), 2 + random.nextInt(2)), "");
            Sizes stride = random.nextBoolean() ? new Sizes(List.of(), "") : Sizes.of(1 + random.nextInt(3));
            Sizes padding = Sizes.of(random.nextInt(2));
            NDArray images = apart(random, 2, 2, 5, 4);
            checkLayer(random, new MaxPool2d(kernel, stride, padding), images);
            checkLayer(random, new AvgPool2d(kernel, stride, padding), images);
            checkLayer(random, new GlobalAvgPool(), images);
        });
    }

    @Test
    void normalizationsAgreeWithCentralDifferences() {
        everySeed(random -> {
            boolean affine = random.nextBoolean();
            var shape = random.nextBoolean() ? new int[] {5, 3} : new int[] {3, 2, 2, 3};
            checkLayer(random, new BatchNorm(0.1, 0.1, affine), draw(random, shape));
            checkLayer(random, new LayerNorm(0.1, affine), draw(random, shape));
            checkLayer(random, new RmsNorm(0.1, affine), draw(random, shape));
        });
    }

    @Test
    void sequencesAgreeWithCentralDifferences() {
        everySeed(random -> {
            boolean bias = random.nextBoolean();
            boolean all = random.nextBoolean();
            int units = 1 + random.nextInt(3);
            NDArray sequences = draw(random, 2, 2 + random.nextInt(3), 4);
            checkLayer(random, new Rnn(units, all, bias), sequences);
            checkLayer(random, new Gru(units, all, bias), sequences);
            checkLayer(random, new Lstm(units, all, bias), sequences);
            var attention = new MultiheadAttention(1 << random.nextInt(3), random.nextBoolean(), bias);
            checkLayer(random, attention, sequences);
            checkLayer(random, new PositionalEmbedding(0, new Normal(0, 1)), sequences);
            checkLayer(random, new Residual(List.of(new LayerNorm(0.1, true), attention)), sequences);
        });
    }

    @FunctionalInterface
    private interface Property {
        void holds(Random random);
    }

    private static void everySeed(Property property) {
        qt().withExamples(25).forAll(longs().all()).checkAssert(seed -> property.holds(new Random(seed)));
    }

    private static void check(Random random, NDArray point, Function<Tensor, Tensor> function) {
        NumericalGradients.check(point, random, function);
    }

    /** Checks the gradient of the input and of each parameter. */
    private static void checkLayer(Random random, Layer layer, NDArray input) {
        Map<String, NDArray> values = new LinkedHashMap<>();
        layer.parameters(input.shape())
                .forEach(slot ->
                        values.put(slot.name(), draw(random, slot.shape().dims())));
        layer.statistics(input.shape()).forEach(slot -> values.put(slot.name(), NDArray.full(slot.shape(), 1)));
        check(random, input, x -> layer.forward(x, tensors(values), TRAINING));
        for (String name : values.keySet()) {
            NDArray value = values.get(name);
            if (value != null && !name.contains("running")) {
                check(random, value, parameter -> {
                    Map<String, Tensor> parameters = tensors(values);
                    parameters.put(name, parameter);
                    return layer.forward(Tensor.of(input), parameters, TRAINING);
                });
            }
        }
    }

    private static Map<String, Tensor> tensors(Map<String, NDArray> values) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        values.forEach((name, value) -> tensors.put(name, Tensor.of(value)));
        return tensors;
    }

    private static final Layer.Pass TRAINING = new Layer.Pass() {
        @Override
        public boolean isTraining() {
            return true;
        }

        @Override
        public Tensor mask(Shape shape, double dropped) {
            return Tensor.of(1);
        }

        @Override
        public void keep(String name, Tensor next) {}
    };

    private static WindowAxis span(Random random) {
        return new WindowAxis(
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                random.nextInt(3),
                random.nextInt(3),
                1 + random.nextInt(2));
    }

    private static int least(WindowAxis span) {
        return (int) Math.max(1, span.reach() - span.before() - span.after());
    }

    private static NDArray draw(Random random, int... dims) {
        Shape shape = Shape.of(dims);
        return new NDArray(shape, random.doubles(shape.size(), -1.5, 1.5).toArray());
    }

    /** Numbers so far apart that a small step makes no other the greatest. */
    private static NDArray apart(Random random, int... dims) {
        Shape shape = Shape.of(dims);
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.05 * i;
        }
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
        return new NDArray(shape, values);
    }
}
