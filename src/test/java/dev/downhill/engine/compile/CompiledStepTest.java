package dev.downhill.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Draws;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.InterpretedLoop;
import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Random steps: compiled against interpreted, and their gradients against central differences. */
@Execution(ExecutionMode.CONCURRENT)
class CompiledStepTest {
    private static final int STEPS = 5;

    @Test
    void compiledStepsHaveTheBitsOfInterpretedOnes() {
        Draws.seeds(1500).forEach(seed -> {
            RandomStep step = RandomStep.of(seed);
            Kernels kernels = List.of(Kernels.values()).get((int) (seed % Kernels.values().length));
            for (DType dtype : DType.values()) {
                // Every fourth run diverges: what it tells then stands in the step that did not take effect.
                double rate = seed % 4 == 0 ? 1e100 : 0.1;
                List<double[]> interpreted = run(step, new InterpretedLoop(step.graph(), dtype), rate);
                List<double[]> compiled = run(step, StepCompiler.compile(step.graph(), dtype, kernels), rate);
                for (int i = 0; i < interpreted.size(); i++) {
                    assertThat(compiled.get(i))
                            .as("array %d of seed %d in %s with %s kernels", i, seed, dtype, kernels)
                            .isEqualTo(interpreted.get(i));
                }
            }
        });
    }

    /** Returns all that a loop tells: how far it came, its tape, its results, and what it carries. */
    private static List<double[]> run(RandomStep step, Loop loop, double rate) {
        StepGraph graph = step.graph();
        step.start(loop);
        List<double[]> told = new ArrayList<>();
        for (int steps : new int[] {STEPS - 2, 2}) {
            double[] rates = new Random(5).doubles(steps, rate / 100, rate).toArray();
            double[] tape = new double[steps * graph.tapeWidth()];
            told.add(new double[] {loop.run(steps, rates, tape)});
            told.add(tape);
            graph.computed().forEach(tensor -> told.add(loop.get(tensor)));
            for (int i = 0; i < graph.carries().size(); i++) {
                told.add(loop.carried(i));
            }
        }
        return told;
    }

    @Test
    void gradientsOfCompiledStepsAreTheSlopesOfTheirLoss() {
        int draws = 500;
        var smooth = new AtomicInteger();
        Draws.seeds(draws).forEach(seed -> {
            RandomStep step = RandomStep.of(seed);
            StepGraph gradients =
                    new StepGraph(step.graph().loss(), List.of(), step.gradients(), List.of(), List.of(), 0);
            StepGraph lossAlone = new StepGraph(step.graph().loss(), List.of(), List.of(), List.of(), List.of(), 0);
            Loop loss = new InterpretedLoop(lossAlone, DType.FLOAT64);
            step.start(loss);
            Loop compiled = StepCompiler.compile(gradients, DType.FLOAT64, Kernels.BEST);
            step.start(compiled);
            compiled.run(1, new double[0], new double[1]);
            for (int i = 0; i < step.trained().size(); i++) {
                Tensor parameter = step.trained().get(i);
                double[] direction = new Random(seed)
                        .doubles(parameter.shape().size(), -1, 1)
                        .toArray();
                double near = slope(step, loss, parameter, direction, 5e-4);
                double far = slope(step, loss, parameter, direction, 1e-3);
                double byGradient = 0;
                double[] gradient = compiled.get(step.gradients().get(i));
                for (int j = 0; j < direction.length; j++) {
                    byGradient += gradient[j] * direction[j];
                }
                if (Math.abs(near - far) <= 1e-7 * (1 + Math.abs(near))) {
                    smooth.incrementAndGet();
                    assertThat(Math.abs(byGradient - near) / (1 + Math.abs(near)))
                            .as("seed %d, %s: %s against %s", seed, parameter, byGradient, near)
                            .isLessThan(1e-6);
                }
            }
        });
        assertThat(smooth.get()).as("slopes that two differences agree on").isGreaterThan(draws);
    }

    /** Of fourth order: (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h. */
    private static double slope(RandomStep step, Loop loss, Tensor parameter, double[] direction, double h) {
        double near = lossAt(step, loss, parameter, direction, h) - lossAt(step, loss, parameter, direction, -h);
        double far = lossAt(step, loss, parameter, direction, 2 * h) - lossAt(step, loss, parameter, direction, -2 * h);
        return (8 * near - far) / (12 * h);
    }

    private static double lossAt(RandomStep step, Loop loss, Tensor parameter, double[] direction, double h) {
        double[] start = Objects.requireNonNull(step.given().get(parameter));
        double[] moved = start.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += h * direction[i];
        }
        loss.set(parameter, moved);
        double[] tape = new double[1];
        loss.run(1, new double[0], tape);
        loss.set(parameter, start);
        return tape[0];
    }
}
