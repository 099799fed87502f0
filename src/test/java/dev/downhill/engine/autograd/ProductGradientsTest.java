package dev.downhill.engine.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import dev.downhill.engine.autograd.op.Assemble;
import dev.downhill.engine.autograd.op.IndexAdd;
import dev.downhill.engine.autograd.op.IndexSelect;
import dev.downhill.engine.autograd.op.MatMul;
import dev.downhill.engine.autograd.op.SelectedRows;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Gradients of products that are taken by a shorter way: of rows that repeat, and of a factor of several products. */
class ProductGradientsTest {
    @Test
    void productsOfSelectedRowsAgreeWithCentralDifferences() {
        everySeed(random -> {
            int rows = 1 + random.nextInt(3);
            int width = 1 + random.nextInt(3);
            int entries = 1 + random.nextInt(3);
            int length = 1 + random.nextInt(4);
            Tensor indices = indices(random, entries, length, rows);
            NDArray table = draw(random, rows, width);
            NDArray weight = draw(random, width, 1 + random.nextInt(3));
            NumericalGradients.check(table, random, x -> product(x, indices, Tensor.of(weight)));
            NumericalGradients.check(weight, random, x -> product(Tensor.of(table), indices, x));
        });
    }

    private static Tensor indices(Random random, int entries, int length, int rows) {
        return Tensor.of(new NDArray(
                Shape.of(entries, length),
                random.ints((long) entries * length, 0, rows).asDoubleStream().toArray()));
    }

    private static Tensor product(Tensor table, Tensor indices, Tensor weight) {
        Tensor selected = table.indexSelect(indices).permute(1, 0, 2);
        return selected.reshape(Shape.of(indices.shape().size(), table.shape().dim(1)))
                .matmul(weight)
                .tanh();
    }

    @Test
    void whatIsMadeOfATableIsWhatIsMadeOfItsSelectedRows() {
        everySeed(random -> {
            int rows = 1 + random.nextInt(3);
            int width = 1 + random.nextInt(3);
            int entries = 1 + random.nextInt(3);
            int length = 1 + random.nextInt(4);
            Tensor indices = indices(random, entries, length, rows);
            NDArray table = draw(random, rows, width);
            Tensor weight = Tensor.of(draw(random, width, 2));
            Tensor selected = Tensor.of(table).indexSelect(indices).reshape(Shape.of(entries * length, width));
            Tensor plain = selected.matmul(weight).reshape(Shape.of(entries, length, 2));

            assertThat(weighted(Tensor.of(table), indices, weight).value()).isEqualTo(plain.value());
            for (int i = 0; i < entries; i++) {
                assertThat(SelectedRows.part(weighted(Tensor.of(table), indices, weight), i, 1)
                                .value())
                        .isEqualTo(plain.narrow(0, i, 1).value());
            }
            NumericalGradients.check(
                    table,
                    random,
                    x -> Assemble.concat(
                            0,
                            IntStream.range(0, entries)
                                    .mapToObj(i -> SelectedRows.part(weighted(x, indices, weight), i, 1)
                                            .tanh())
                                    .toList()));
        });
    }

    private static Tensor weighted(Tensor table, Tensor indices, Tensor weight) {
        int width = table.shape().dim(1);
        Tensor rows =
                table.indexSelect(indices).reshape(Shape.of(indices.shape().size(), width));
        return SelectedRows.mapped(rows, x -> x.matmul(weight))
                .reshape(Shape.of(
                        indices.shape().dim(0),
                        indices.shape().dim(1),
                        weight.shape().dim(1)));
    }

    @Test
    void aTableThatIsSelectedFromOftenIsMultipliedItself() {
        Tensor table = Tensor.parameter("table", draw(new Random(1), 2, 3));
        Tensor weight = Tensor.parameter("weight", draw(new Random(2), 3, 4));
        Tensor often = Tensor.of(new NDArray(Shape.of(4), new double[] {0, 1, 1, 0}));
        Tensor once = Tensor.of(new NDArray(Shape.of(2), new double[] {1, 0}));

        assertThat(SelectedRows.mapped(table.indexSelect(often), x -> x.matmul(weight))
                        .op())
                .isEqualTo(new IndexSelect());
        assertThat(SelectedRows.mapped(table.indexSelect(once), x -> x.matmul(weight))
                        .op())
                .isInstanceOf(MatMul.class);
    }

    @Test
    void aFactorOfSeveralProductsAgreesWithCentralDifferences() {
        everySeed(random -> {
            int inner = 1 + random.nextInt(5);
            List<NDArray> left = List.of(
                    draw(random, 1 + random.nextInt(3), inner),
                    draw(random, 1 + random.nextInt(3), inner),
                    draw(random, 1 + random.nextInt(3), inner));
            NDArray weight = draw(random, inner, 1 + random.nextInt(5));
            NumericalGradients.check(
                    weight,
                    random,
                    x -> left.stream()
                            .map(rows -> Tensor.of(rows).matmul(x).tanh().sum())
                            .reduce(Tensor::add)
                            .orElseThrow());
        });
    }

    @Test
    void gradientsOfEqualRowsAreAddedUpBeforeTheyAreMultiplied() {
        Tensor table = Tensor.parameter("table", draw(new Random(1), 2, 3));
        Tensor weight = Tensor.parameter("weight", draw(new Random(2), 3, 4));
        Tensor indices = Tensor.of(new NDArray(Shape.of(2, 3), new double[] {0, 1, 1, 0, 1, 1}));

        List<Tensor> gradients = Gradients.of(product(table, indices, weight).sum(), List.of(table, weight));

        assertThat(gradients.get(0).op()).isInstanceOf(MatMul.class);
        assertThat(gradients.get(0).inputs().getFirst().op()).isEqualTo(new IndexAdd(2));
        assertThat(gradients.get(1).inputs().get(1).op()).isEqualTo(new IndexAdd(2));
    }

    @Test
    void theGradientsOfAWeightOfManySmallProductsAreOneProduct() {
        Tensor weight = Tensor.parameter("weight", draw(new Random(3), 8, 8));
        Tensor loss = Tensor.of(0);
        for (int i = 0; i < 5; i++) {
            Tensor rows = Tensor.of(draw(new Random(i), 2, 8));
            loss = loss.add(rows.matmul(weight).tanh().sum());
        }

        Tensor gradient = Gradients.of(loss, List.of(weight)).getFirst();

        assertThat(gradient.op()).isInstanceOf(MatMul.class);
        assertThat(gradient.inputs().get(1).shape()).isEqualTo(Shape.of(10, 8));
        assertThat(gradient.inputs().get(1).inputs()).hasSize(5);
    }

    private static void everySeed(Consumer<Random> check) {
        qt().withExamples(100).forAll(longs().all()).checkAssert(seed -> check.accept(new Random(seed)));
    }

    private static NDArray draw(Random random, int... dims) {
        Shape shape = Shape.of(dims);
        return new NDArray(shape, random.doubles(shape.size(), -1, 1).toArray());
    }
}
