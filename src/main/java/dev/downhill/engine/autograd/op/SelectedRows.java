package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A tensor whose rows are rows of a table, some of them many times, as an embedding makes it of a text.
 *
 * <p>A product with such a tensor repeats itself. So the gradients of a product of selected rows are taken of the table: those of
 * equal rows are added up before the multiplication, not after it. With 26 letters in a thousand places this saves nearly the
 * whole product. So does {@link #mapped} in the forward pass.
 *
 * @param table of shape (v, d)
 * @param indices of the rows; without the last dimension, the selecting tensor has this shape
 */
public record SelectedRows(Tensor table, Tensor indices) {
    /** So many times the table's rows have to be selected before a detour over the table pays. */
    private static final int LEAST_REPETITION = 2;

    /** Returns the rows that a tensor selects, seen through other shapes and orders of rows; null if it selects none. */
    static @Nullable SelectedRows of(Tensor tensor) {
        if (tensor.op() instanceof IndexSelect) {
            return new SelectedRows(tensor.inputs().get(0), tensor.inputs().get(1));
        }
        if (!movesRows(tensor)) {
            return null;
        }
        SelectedRows selected = of(tensor.inputs().getFirst());
        return selected == null ? null : new SelectedRows(selected.table, moved(tensor, selected.indices));
    }

    /**
     * Returns what a function makes of each row of a matrix. Of rows that a table holds and that occur often, it maps the table and
     * selects from the result.
     *
     * @param function maps each row by itself, such as a product with a matrix
     */
    public static Tensor mapped(Tensor rows, UnaryOperator<Tensor> function) {
        SelectedRows selected = of(rows);
        return selected != null && selected.repeat()
                ? function.apply(selected.table).indexSelect(selected.indices)
                : function.apply(rows);
    }

    /**
     * Returns a part of a tensor along its first dimension. Of selected rows it selects only those of the part, unless the table
     * has more rows than the part: each part adds up a gradient of the table.
     */
    public static Tensor part(Tensor rows, int from, int length) {
        SelectedRows selected = of(rows);
        if (selected != null && selected.indices.shape().rank() > 0) {
            Tensor indices = selected.indices.narrow(0, from, length);
            if (selected.table.shape().dim(0) <= indices.shape().size()) {
                return selected.table.indexSelect(indices);
            }
        }
        return rows.narrow(0, from, length);
    }

    /** Returns whether rows occur so often that sums over equal ones cost less than what they save. */
    boolean repeat() {
        return repeat(indices, table.shape().dim(0));
    }

    private static boolean repeat(Tensor indices, int rows) {
        return indices.shape().size() >= LEAST_REPETITION * rows;
    }

    /**
     * Returns the rows of a gradient added up in a table, {@code indexAdd(gradient at indices)}. Of a gradient that is a
     * product, the left factor is added up and then multiplied.
     *
     * @param rows of the table
     */
    static Tensor added(Tensor gradient, Tensor indices, int rows) {
        Tensor product = gradient;
        Tensor places = indices;
        while (movesRows(product)) {
            places = movedBack(product, places);
            product = product.inputs().getFirst();
        }
        if (product.op() instanceof MatMul && areMatrices(product.inputs()) && repeat(indices, rows)) {
            Tensor sums = Tensor.apply(new IndexAdd(rows), product.inputs().get(0), places);
            return sums.matmul(product.inputs().get(1));
        }
        return Tensor.apply(new IndexAdd(rows), gradient, indices);
    }

    static boolean areMatrices(List<Tensor> tensors) {
        return tensors.stream().allMatch(tensor -> tensor.shape().rank() == 2);
    }

    /** Returns whether it puts whole rows elsewhere, or under another shape. */
    private static boolean movesRows(Tensor tensor) {
        int last = tensor.shape().rank() - 1;
        return switch (tensor.op()) {
            case Reshape reshape ->
                last >= 0
                        && tensor.inputs().getFirst().shape().rank() > 0
                        && tensor.shape().dim(last)
                                == tensor.inputs().getFirst().shape().dim(-1);
            case Permute permute -> last >= 0 && permute.order().getLast() == last;
            default -> false;
        };
    }

    /** Returns the indices, which numbered the rows of the input, for the rows of the result. */
    private static Tensor moved(Tensor tensor, Tensor indices) {
        return tensor.op() instanceof Permute permute
                ? indices.permute(places(permute))
                : indices.reshape(withoutLast(tensor.shape()));
    }

    /** Returns the indices, which number the rows of the result, for the rows of the input. */
    private static Tensor movedBack(Tensor tensor, Tensor indices) {
        if (tensor.op() instanceof Permute permute) {
            List<Integer> order = permute.order();
            return indices.permute(
                    IntStream.range(0, order.size() - 1).map(order::indexOf).toArray());
        }
        return indices.reshape(withoutLast(tensor.inputs().getFirst().shape()));
    }

    private static int[] places(Permute permute) {
        return permute.order().stream()
                .mapToInt(Integer::intValue)
                .limit(permute.order().size() - 1)
                .toArray();
    }

    private static Shape withoutLast(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.dims(), shape.rank() - 1));
    }
}
