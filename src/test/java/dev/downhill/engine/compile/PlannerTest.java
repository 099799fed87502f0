package dev.downhill.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.downhill.Draws;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which tasks a step is planned as, and that a plan without one of them is no plan. */
class PlannerTest {
    private static final Tensor MATRIX = Tensor.variable("matrix", Shape.of(4, 3), false);
    private static final Tensor OTHER = Tensor.variable("other", Shape.of(4, 3), false);

    private static List<Task> tasks(Tensor loss, Kernels kernels) {
        return plan(loss, kernels).tasks();
    }

    private static Plan plan(Tensor loss, Kernels kernels) {
        var step = new StepGraph(loss, List.of(), List.of(), List.of(), List.of(), 0);
        return Planner.plan(Real.FLOAT64, step, kernels);
    }

    @Test
    void fusesElementwiseOperationsIntoOneLoop() {
        Tensor chain = MATRIX.mul(OTHER).add(1).exp().sub(OTHER).mul(2);

        assertThat(tasks(chain.sum(), Kernels.SCALAR)).hasExactlyElementsOfTypes(Task.Fused.class, Task.Summed.class);
    }

    @Test
    void copiesNoReshapedRepeatedOrTransposedTensor() {
        Tensor row = Tensor.variable("row", Shape.of(3), false);
        Tensor seen = MATRIX.mT().mT().reshape(Shape.of(4, 3)).add(row.expand(Shape.of(4, 3)));

        assertThat(tasks(seen.sum(), Kernels.SCALAR)).hasExactlyElementsOfTypes(Task.Fused.class, Task.Summed.class);
    }

    @Test
    void repeatsAVectorInAnArrayOnceThatManyLoopsRepeat() {
        Tensor row = Tensor.variable("row", Shape.of(3), false);
        Tensor two = MATRIX.add(row).sum().add(OTHER.add(row).sum());
        Tensor three = two.add(MATRIX.mul(row).sum());

        assertThat(tasks(two, Kernels.SCALAR)).noneMatch(Task.Copy.class::isInstance);
        assertThat(tasks(three, Kernels.SCALAR))
                .filteredOn(Task.Copy.class::isInstance)
                .hasSize(1);
        assertThat(PlanChecker.isSound(plan(three, Kernels.SCALAR))).isTrue();
    }

    @Test
    void loopsOfTheSameInstructionsHaveTheSameKey() {
        Tensor turned = Tensor.variable("turned", Shape.of(3, 4), false).mT();

        assertThat(key(OTHER.mul(MATRIX))).isEqualTo(key(MATRIX.mul(OTHER)));
        assertThat(Stream.of(
                                MATRIX.mul(OTHER),
                                MATRIX.add(OTHER),
                                MATRIX.mul(MATRIX),
                                MATRIX.mul(turned),
                                MATRIX.mul(3),
                                MATRIX.mul(4),
                                MATRIX.mul(OTHER).mul(MATRIX),
                                MATRIX.mul(OTHER).mul(OTHER))
                        .map(PlannerTest::key))
                .doesNotHaveDuplicates();
    }

    private static List<Object> key(Tensor elements) {
        Plan plan = plan(elements.sum(), Kernels.SCALAR);
        var elementsOfLoops = new Elements(Real.FLOAT64, new ClassData());
        return new FusedLoop(plan, (Task.Fused) plan.tasks().getFirst(), elementsOfLoops).key();
    }

    @Test
    void multipliesTransposedMatricesWithoutCopies() {
        assertThat(tasks(MATRIX.mT().matmul(OTHER).sum(), Kernels.SCALAR))
                .hasExactlyElementsOfTypes(Task.Multiplied.class, Task.Summed.class);
        assertThat(tasks(MATRIX.matmul(OTHER.mT()).mT().sum(), Kernels.SCALAR))
                .hasExactlyElementsOfTypes(Task.Multiplied.class, Task.Summed.class);
    }

    @Test
    void computesNumbersOneByOne() {
        Tensor number = Tensor.variable("number", Shape.SCALAR, false);

        assertThat(tasks(number.mul(number).sub(1), Kernels.VECTOR))
                .hasExactlyElementsOfTypes(Task.OneNumber.class, Task.OneNumber.class);
    }

    @Test
    void callsVectorKernelsForLongArraysAlone() {
        Tensor few = Tensor.variable("few", Shape.of(31), false);
        Tensor many = Tensor.variable("many", Shape.of(32), false);

        assertThat(tasks(few.tanh().sum(), Kernels.VECTOR)).noneMatch(Task.Kernel.class::isInstance);
        assertThat(tasks(many.tanh().sum(), Kernels.VECTOR)).hasAtLeastOneElementOfType(Task.Kernel.class);
        assertThat(tasks(many.tanh().sum(), Kernels.SCALAR)).noneMatch(Task.Kernel.class::isInstance);
    }

    @Test
    void choosesLongRowsByAKernel() {
        Tensor rows = Tensor.variable("rows", Shape.of(2, 32), false);
        Tensor condition = Tensor.variable("condition", Shape.of(32), false);
        Tensor column = Tensor.variable("column", Shape.of(2, 1), false);

        assertThat(tasks(rows.where(condition, Tensor.of(0)).sum(), Kernels.VECTOR))
                .hasAtLeastOneElementOfType(Task.Kernel.class);
        assertThat(tasks(rows.where(column, Tensor.of(0)).sum(), Kernels.VECTOR))
                .noneMatch(Task.Kernel.class::isInstance);
        assertThat(tasks(MATRIX.where(OTHER, Tensor.of(0)).sum(), Kernels.VECTOR))
                .noneMatch(Task.Kernel.class::isInstance);
    }

    @Test
    void copiesATensorOnceOfWhichSeveralTasksNeedItsOrder() {
        Tensor turned = Tensor.variable("turned", Shape.of(2, 3, 4), false).permute(2, 0, 1);
        Tensor loss = turned.narrow(0, 0, 1).sum().add(turned.narrow(0, 3, 1).sum());

        assertThat(tasks(loss, Kernels.SCALAR))
                .filteredOn(Task.Copy.class::isInstance)
                .hasSize(1);
        assertThat(PlanChecker.isSound(plan(loss, Kernels.SCALAR))).isTrue();
    }

    /** Of chains that read and hand out many arrays, such as a cell of a recurrence and a sum of many gradients. */
    @Test
    void noLoopIsLargerThanTheJitVectorizes() {
        Draws.seeds(100).forEach(seed -> {
            var random = new Random(seed);
            Tensor chain = MATRIX;
            List<Tensor> sums = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Tensor next = random.nextBoolean() ? OTHER : Tensor.variable("v" + i, MATRIX.shape(), false);
                chain = random.nextBoolean() ? chain.add(next) : chain.mul(next);
                if (random.nextInt(5) == 0) {
                    sums.add(chain.sum());
                }
            }
            Plan plan = plan(sums.stream().reduce(chain.sum(), Tensor::add), Kernels.SCALAR);

            assertThat(PlanChecker.isSound(plan)).isTrue();
            assertThat(plan.tasks().stream()
                            .filter(Task.Fused.class::isInstance)
                            .map(Task.Fused.class::cast))
                    .hasSizeGreaterThan(1)
                    .allMatch(loop -> 3 * loop.inputs().size()
                                    + 4 * loop.stored().size()
                                    + loop.nodes().size()
                            <= 50);
        });
    }

    @Test
    void planOfARandomStepIsSound() {
        Draws.seeds(300).forEach(seed -> {
            Plan plan = plan(seed);
            assertThat(PlanChecker.isSound(plan)).isTrue();
        });
    }

    @Test
    void planWithoutOneOfItsTasksIsNotSound() {
        Draws.seeds(300).forEach(seed -> {
            Plan plan = plan(seed);
            List<Task> tasks = new ArrayList<>(plan.tasks());
            Task removed = tasks.remove(new Random(seed).nextInt(tasks.size()));
            assertThatExceptionOfType(AssertionError.class)
                    .as("seed %d without %s", seed, removed)
                    .isThrownBy(() -> PlanChecker.isSound(with(plan, tasks)));
        });
    }

    @Test
    void planThatRepeatsATaskIsNotSound() {
        Draws.seeds(300).forEach(seed -> {
            Plan plan = plan(seed);
            List<Task> tasks = new ArrayList<>(plan.tasks());
            tasks.add(tasks.get(new Random(seed).nextInt(tasks.size())));
            assertThatExceptionOfType(AssertionError.class)
                    .as("seed %d", seed)
                    .isThrownBy(() -> PlanChecker.isSound(with(plan, tasks)));
        });
    }

    private static Plan plan(long seed) {
        Kernels kernels = seed % 2 == 0 ? Kernels.SCALAR : Kernels.VECTOR;
        return Planner.plan(Real.FLOAT64, RandomStep.of(seed).graph(), kernels);
    }

    private static Plan with(Plan plan, List<Task> tasks) {
        return new Plan(
                plan.real(),
                plan.step(),
                plan.variables(),
                plan.constants(),
                plan.results(),
                tasks,
                plan.buffers(),
                plan.locals(),
                plan.kernels());
    }
}
