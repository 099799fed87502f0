package dev.downhill.engine.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import dev.downhill.engine.autograd.op.Cos;
import dev.downhill.engine.autograd.op.Erf;
import dev.downhill.engine.autograd.op.Gelu;
import dev.downhill.engine.autograd.op.Log1p;
import dev.downhill.engine.autograd.op.Sin;
import dev.downhill.engine.autograd.op.Softplus;
import dev.downhill.engine.autograd.op.Tan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random expressions over random shapes: backpropagation against central differences. */
class GradientPropertyTest {
    private static final double TOLERANCE = 1e-6;

    @Test
    void backpropagationAgreesWithCentralDifferences() {
        qt().withExamples(400).forAll(longs().all()).checkAssert(GradientPropertyTest::check);
    }

    private static void check(long seed) {
        var expression = RandomExpression.of(new Random(seed));
        List<Tensor> parameters = expression.parameters();
        Tensor loss = expression.loss(parameters);
        loss.backward();
        for (Tensor parameter : parameters) {
            double[] byBackpropagation = Objects.requireNonNull(
                            Objects.requireNonNull(parameter.grad()).value())
                    .values();
            double[] byDifferences = centralDifferences(expression, parameters, parameter);
            for (int i = 0; i < byDifferences.length; i++) {
                double scale = Math.max(1, Math.max(Math.abs(byDifferences[i]), Math.abs(loss.item())));
                assertThat(Math.abs(byBackpropagation[i] - byDifferences[i]) / scale)
                        .as(
                                "seed %d, element %d of %s: %s against %s",
                                seed, i, parameter, byBackpropagation[i], byDifferences[i])
                        .isLessThan(TOLERANCE);
            }
        }
    }

    /** Of fourth order: (8 (f(x+h) - f(x-h)) - (f(x+2h) - f(x-2h))) / 12h. */
    private static double[] centralDifferences(RandomExpression expression, List<Tensor> parameters, Tensor parameter) {
        double h = 1e-3;
        double[] values = Objects.requireNonNull(parameter.value()).values();
        double[] differences = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            double near =
                    lossAt(expression, parameters, values, i, x + h) - lossAt(expression, parameters, values, i, x - h);
            double far = lossAt(expression, parameters, values, i, x + 2 * h)
                    - lossAt(expression, parameters, values, i, x - 2 * h);
            values[i] = x;
            differences[i] = (8 * near - far) / (12 * h);
        }
        return differences;
    }

    private static double lossAt(
            RandomExpression expression, List<Tensor> parameters, double[] values, int element, double x) {
        values[element] = x;
        return expression.loss(parameters).item();
    }

    /** A composition of smooth operations, the same each time it is built from one seed. */
    private record RandomExpression(long seed, List<Shape> shapes) {
        private static final int OPERATIONS = 8;

        static RandomExpression of(Random random) {
            List<Shape> shapes = new ArrayList<>();
            int rows = 1 + random.nextInt(4);
            int columns = 1 + random.nextInt(4);
            shapes.add(Shape.of(rows, columns));
            shapes.add(Shape.of(columns));
            shapes.add(Shape.of(rows, 1));
            shapes.add(Shape.SCALAR);
            shapes.add(Shape.of(2, columns, rows));
            return new RandomExpression(random.nextLong(), shapes);
        }

        List<Tensor> parameters() {
            var random = new Random(seed);
            List<Tensor> parameters = new ArrayList<>();
            for (Shape shape : shapes) {
                double[] values = random.doubles(shape.size(), -1.5, 1.5).toArray();
                parameters.add(Tensor.parameter("p" + parameters.size(), new NDArray(shape, values)));
            }
            return parameters;
        }

        Tensor loss(List<Tensor> parameters) {
            var random = new Random(seed + 1);
            List<Tensor> made = new ArrayList<>(parameters);
            for (int i = 0; i < OPERATIONS; i++) {
                Tensor a = made.get(random.nextInt(made.size()));
                Tensor b = made.get(random.nextInt(made.size()));
                made.add(operation(random.nextInt(24), a, b));
            }
            Tensor loss = Tensor.of(0);
            for (Tensor tensor : made) {
                loss = loss.add(tensor.tanh().mean());
            }
            return loss;
        }

        private static Tensor operation(int which, Tensor a, Tensor b) {
            return switch (which) {
                case 0 -> fits(a, b) ? a.add(b) : a.neg();
                case 1 -> fits(a, b) ? a.sub(b) : b.neg();
                case 2 -> fits(a, b) ? a.mul(b) : a.mul(0.7);
                case 3 -> fits(a, b) ? a.div(b.pow(2).add(1)) : a.div(3);
                case 4 -> a.pow(2);
                case 5 -> a.pow(3).mul(0.1);
                case 6 -> fits(a, b) ? a.pow(2).add(1).pow(b.tanh()) : Tensor.apply(new Sin(), a);
                case 7 -> a.tanh().exp();
                case 8 -> a.pow(2).add(0.5).log();
                case 9 -> a.pow(2).add(0.5).sqrt();
                case 10 -> Tensor.apply(new Sin(), a);
                case 11 -> Tensor.apply(new Cos(), a);
                case 12 -> a.sigmoid();
                case 13 -> Tensor.apply(new Softplus(), a);
                case 14 -> Tensor.apply(new Gelu(), a);
                case 15 -> Tensor.apply(new Erf(), a);
                case 16 -> Tensor.apply(new Log1p(), a.pow(2));
                case 17 -> Tensor.apply(new Tan(), a.tanh());
                case 18 -> a.shape().rank() > 0 ? a.sum(true, -1) : a;
                case 19 -> a.shape().rank() > 0 ? a.mean(false, 0) : a;
                case 20 -> a.shape().rank() > 1 ? a.mT() : a;
                case 21 -> a.reshape(Shape.of(a.shape().size()));
                case 22 -> product(a, b);
                default -> fits(a, b) ? b.addScaled(a, Tensor.of(0.3)) : a.sum();
            };
        }

        private static boolean fits(Tensor a, Tensor b) {
            try {
                return a.shape().broadcast(b.shape()).size() <= 1000;
            } catch (ShapeException e) {
                return false;
            }
        }

        private static Tensor product(Tensor a, Tensor b) {
            try {
                return a.matmul(b).mul(0.3);
            } catch (ShapeException e) {
                return a.tanh();
            }
        }
    }
}
