package dev.downhill.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.InterpretedLoop;
import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.StepInterrupted;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A step that takes long ends when its thread is interrupted, whatever it computes, and what stood before it still stands. */
class InterruptedStepTest {
    private static final int MANY = 1 << 16;

    /** What a step computes from many numbers, each with a loop of another kind. */
    private static Stream<Arguments> kinds() {
        Shape square = Shape.of(1024, 1024);
        return Stream.of(
                kind(
                        "a chain of element-wise operations",
                        Shape.of(MANY),
                        x -> x.mul(2).add(1)),
                kind("a chain that threads share", square, x -> x.mul(2).add(1)),
                kind("rows and columns", square, x -> x.mul(2).add(Tensor.variable("row", Shape.of(1024), false))),
                kind("a sum", Shape.of(MANY), Tensor::sum),
                kind("sums of columns", square, x -> x.sum(false, 0)),
                kind("an exponential", Shape.of(MANY), Tensor::exp),
                kind("a logarithm", Shape.of(MANY), x -> x.add(1).log()),
                kind("a softmax", Shape.of(MANY / 8, 8), Tensor::softmax),
                kind("a product", Shape.of(200, 200), x -> x.matmul(x)),
                kind("a product that threads share", Shape.of(400, 400), x -> x.matmul(x)),
                kind("a stack of products", Shape.of(16, 64, 64), x -> x.matmul(x)),
                kind("the greatest of many", Shape.of(MANY), Tensor::amax));
    }

    private static Arguments kind(String name, Shape shape, UnaryOperator<Tensor> body) {
        return Arguments.of(name, shape, body);
    }

    @AfterEach
    void calmDown() {
        boolean unused = Thread.interrupted();
    }

    private static StepGraph step(Shape shape, UnaryOperator<Tensor> body) {
        Tensor many = Tensor.variable("many", shape, false);
        Tensor number = Tensor.variable("number", Shape.SCALAR, true);
        Tensor next = number.add(1).add(body.apply(many).sum().mul(0));
        return new StepGraph(next, List.of(), List.of(), List.of(), List.of(new StepGraph.Carry(number, next)), 1);
    }

    private static void holds(StepGraph step, Loop loop) {
        loop.set(step.carries().getFirst().variable(), new double[] {5});
        double[] tape = new double[2];
        assertThat(loop.run(2, new double[0], tape)).isEqualTo(2);
        assertThat(loop.carried(0)).containsExactly(7);

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> loop.run(2, new double[0], tape))
                .isInstanceOfSatisfying(
                        StepInterrupted.class, e -> assertThat(e.taken()).isZero());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(loop.carried(0)).containsExactly(7);
        assertThat(loop.run(1, new double[0], tape)).isEqualTo(1);
        assertThat(loop.carried(0)).containsExactly(8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void anInterruptedStepLeavesNothingBehind(String name, Shape shape, UnaryOperator<Tensor> body) {
        StepGraph step = step(shape, body);
        for (DType dtype : DType.values()) {
            for (Kernels kernels : Kernels.values()) {
                holds(step, StepCompiler.compile(step, dtype, kernels));
            }
            holds(step, new InterpretedLoop(step, dtype));
        }
    }
}
