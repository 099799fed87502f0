package dev.downhill.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.Draws;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer against a plain loop over one number, with random options, rates and gradients. */
class OptimizersTest {
    private static final int STEPS = 50;
    private static final int SIZE = 7;

    static Stream<Kind<Optimizer>> kinds() {
        return Optimizers.CATALOGUE.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anUpdateFollowsThePaper(Kind<Optimizer> kind) {
        Draws.seeds(100).forEach(seed -> {
            var random = new SplittableRandom(seed);
            Optimizer optimizer = drawn(kind.name(), random);
            List<ScalarRule> rules =
                    Stream.generate(() -> ScalarRule.of(optimizer)).limit(SIZE).toList();
            var run = new Run(optimizer, SIZE);
            double[] parameter = random.doubles(SIZE, -2, 2).toArray();
            for (int step = 1; step <= STEPS; step++) {
                double[] gradient = gradient(random);
                double rate = random.nextInt(4) == 0 ? optimizer.learningRate() : random.nextDouble(0.001, 0.3);
                double[] expected = new double[SIZE];
                for (int i = 0; i < SIZE; i++) {
                    expected[i] = rules.get(i).step(parameter[i], gradient[i], rate, step);
                }
                parameter = run.step(parameter, gradient, rate, step);
                for (int i = 0; i < SIZE; i++) {
                    assertThat(parameter[i])
                            .as("seed %d, step %d of %s", seed, step, optimizer)
                            .isCloseTo(expected[i], within(1e-11 * (1 + Math.abs(expected[i]))));
                }
            }
        });
    }

    /** Gradients of many magnitudes, some of them zero. */
    private static double[] gradient(SplittableRandom random) {
        double[] gradient = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double size = Math.pow(10, random.nextDouble(-4, 2));
            gradient[i] = random.nextInt(10) == 0 ? 0 : random.nextDouble(-size, size);
        }
        return gradient;
    }

    private static Optimizer drawn(String name, SplittableRandom random) {
        double decay = random.nextBoolean() ? 0 : random.nextDouble(0, 0.2);
        double momentum = random.nextInt(3) == 0 ? 0 : random.nextDouble(0.1, 0.99);
        double eps = Math.pow(10, random.nextInt(-10, -2));
        List<Double> betas = List.of(random.nextDouble(0.5, 0.99), random.nextDouble(0.5, 0.9999));
        boolean uphill = random.nextInt(4) == 0;
        boolean flag = random.nextBoolean();
        double dampening = flag || random.nextBoolean() ? 0 : random.nextDouble(0, 1);
        return switch (name) {
            case "sgd" -> new Sgd(0.1, momentum, dampening, decay, flag && momentum > 0, uphill);
            case "adam" -> new Adam(0.1, betas, eps, decay, flag, uphill);
            case "adamw" -> new AdamW(0.1, betas, eps, decay, flag, uphill);
            case "rmsprop" -> new RmsProp(0.1, random.nextDouble(0.5, 0.99), eps, decay, momentum, flag, uphill);
            case "adagrad" -> new Adagrad(0.1, random.nextDouble(0, 0.1), decay, flag ? 0 : 0.5, eps, uphill);
            default -> throw new AssertionError("no options are drawn for " + name);
        };
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyScalarHasANameAndAFormula(Kind<Optimizer> kind) {
        Draws.seeds(20).forEach(seed -> {
            Optimizer optimizer = drawn(kind.name(), new SplittableRandom(seed));

            assertThat(optimizer.scalars(0.1, 1)).hasSameSizeAs(optimizer.scalars());
            assertThat(optimizer.scalarFormulas()).hasSameSizeAs(optimizer.scalars());
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSteadyOptimizerHasTheSameScalarsAtEveryStep(Kind<Optimizer> kind) {
        Draws.seeds(50).forEach(seed -> {
            Optimizer optimizer = drawn(kind.name(), new SplittableRandom(seed));
            double[] first = optimizer.scalars(0.1, 1);
            boolean same = Stream.iterate(2L, step -> step + 1)
                    .limit(20)
                    .allMatch(step -> Arrays.equals(optimizer.scalars(0.1, step), first));
            if (optimizer.isSteady()) {
                assertThat(same).as(optimizer.toString()).isTrue();
            }
        });
    }

    @Test
    void nesterovMomentumNeedsMomentumWithoutDampening() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sgd(0.1, 0, 0, 0, true, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sgd(0.1, 0.9, 0.1, 0, true, false));
    }

    /** An optimizer's update as a graph that is run step after step. */
    private static final class Run {
        private final Optimizer optimizer;
        private final Tensor parameter;
        private final Tensor gradient;
        private final List<Tensor> state = new ArrayList<>();
        private final List<Tensor> scalars = new ArrayList<>();
        private final Optimizer.Update update;
        private final Interpreter interpreter;
        private final List<double[]> kept = new ArrayList<>();

        Run(Optimizer optimizer, int size) {
            this.optimizer = optimizer;
            this.parameter = Tensor.variable("parameter", Shape.of(size), false);
            this.gradient = Tensor.variable("gradient", Shape.of(size), false);
            optimizer.state().forEach(name -> state.add(Tensor.variable(name, Shape.of(size), false)));
            optimizer.scalars().forEach(name -> scalars.add(Tensor.variable(name, Shape.SCALAR, false)));
            this.update = optimizer.update(parameter, gradient, state, scalars);
            List<Tensor> outputs = new ArrayList<>(update.state());
            outputs.add(update.parameter());
            this.interpreter = new Interpreter(Graph.of(outputs), DType.FLOAT64);
            for (int i = 0; i < state.size(); i++) {
                double[] initial = new double[size];
                Arrays.fill(initial, optimizer.initialState());
                kept.add(initial);
            }
        }

        double[] step(double[] parameters, double[] gradients, double rate, int step) {
            interpreter.set(parameter, parameters);
            interpreter.set(gradient, gradients);
            double[] numbers = optimizer.scalars(rate, step);
            for (int i = 0; i < numbers.length; i++) {
                interpreter.set(scalars.get(i), numbers[i]);
            }
            for (int i = 0; i < state.size(); i++) {
                interpreter.set(state.get(i), kept.get(i));
            }
            interpreter.run();
            assertThat(update.state()).hasSameSizeAs(state);
            for (int i = 0; i < state.size(); i++) {
                kept.set(i, interpreter.get(update.state().get(i)).clone());
            }
            return interpreter.get(update.parameter()).clone();
        }
    }
}
