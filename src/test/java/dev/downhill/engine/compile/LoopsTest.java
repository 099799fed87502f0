package dev.downhill.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.InterpretedLoop;
import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The choice between interpreting a step and compiling it. */
class LoopsTest {
    private static final Tensor W = Tensor.variable("w", Shape.SCALAR, false);

    /** Gradient descent on the parabola (w - 3)^2. */
    private static StepGraph parabola() {
        Tensor loss = W.sub(3).pow(2);
        Tensor next = W.sub(W.sub(3).mul(0.2));
        return new StepGraph(loss, List.of(), List.of(), List.of(next), List.of(new StepGraph.Carry(W, next)), 1);
    }

    private static double[] tape(Loop loop, int steps) {
        loop.set(W, new double[] {1});
        double[] tape = new double[2 * steps];
        assertThat(loop.run(steps, new double[0], tape)).isEqualTo(steps);
        return tape;
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void interpretsAShortRunAndCompilesALongOne(DType dtype) {
        Loop few = Loops.of(parabola(), dtype, 10);
        Loop many = Loops.of(parabola(), dtype, 10_000_000);

        assertThat(few).isInstanceOf(InterpretedLoop.class);
        assertThat(many).isInstanceOf(CompiledLoop.class);
        assertThat(tape(many, 20)).isEqualTo(tape(few, 20));
    }

    @Test
    void interpretsAStepThatIsTooLargeForAMethod() {
        Tensor loss = W;
        for (int i = 0; i < 10_000; i++) {
            loss = loss.add(1);
        }
        var step = new StepGraph(loss, List.of(), List.of(), List.of(), List.of(), 0);

        Loop loop = Loops.of(step, DType.FLOAT64, 1_000_000);
        loop.set(W, new double[] {0.5});
        double[] tape = new double[1];

        assertThat(loop).isInstanceOf(InterpretedLoop.class);
        assertThat(loop.run(1, new double[0], tape)).isEqualTo(1);
        assertThat(tape).containsExactly(10_000.5);
    }

    @Test
    void countsTheBytesOfEachWay() {
        Tensor x = Tensor.variable("x", Shape.of(1000), false);
        var step = new StepGraph(x.mul(x).sum(), List.of(), List.of(), List.of(), List.of(), 0);

        assertThat(Loops.bytes(step, DType.FLOAT64, 1)).isEqualTo(8 * (1000 + 1000 + 1));
        assertThat(Loops.bytes(step, DType.FLOAT64, 1_000_000)).isBetween(8 * 1000L, 8 * 2000L);
        assertThat(Loops.bytes(step, DType.FLOAT32, 1_000_000))
                .isEqualTo(Loops.bytes(step, DType.FLOAT64, 1_000_000) / 2);
    }
}
