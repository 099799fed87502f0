package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.MatrixProduct;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The product of two matrices, of two stacks of matrices (whose leading dimensions broadcast), or of a matrix and a
 * vector, by the rules of <a href="https://docs.pytorch.org/docs/stable/generated/torch.matmul.html">torch.matmul</a>.
 */
public record MatMul() implements Op {
    @Override
    public String name() {
        return "matmul";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape a = inputs.get(0);
        Shape b = inputs.get(1);
        if (a.rank() == 0 || b.rank() == 0) {
            throw new ShapeException("a scalar is multiplied with '*': shapes " + a + " and " + b);
        }
        Shape left = asMatrix(a, true);
        Shape right = asMatrix(b, false);
        if (left.dim(-1) != right.dim(-2)) {
            throw new ShapeException("shapes " + a + " and " + b + " do not fit: " + left.dim(-1) + " columns against "
                    + right.dim(-2) + " rows");
        }
        int[] batch = batch(left).broadcast(batch(right)).dims();
        int[] dims = Arrays.copyOf(batch, batch.length + 2);
        int rank = batch.length;
        if (a.rank() > 1) {
            dims[rank++] = left.dim(-2);
        }
        if (b.rank() > 1) {
            dims[rank++] = right.dim(-1);
        }
        return Shape.of(Arrays.copyOf(dims, rank));
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        NDArray a = inputs.get(0);
        NDArray b = inputs.get(1);
        Shape left = asMatrix(a.shape(), true);
        Shape right = asMatrix(b.shape(), false);
        int rows = left.dim(-2);
        int inner = left.dim(-1);
        int columns = right.dim(-1);
        MatrixProduct.multiplyStacks(
                dtype == DType.FLOAT32,
                a.values(),
                batchStrides(left, right),
                b.values(),
                batchStrides(right, left),
                batch(left).broadcast(batch(right)).dims(),
                out.values(),
                rows,
                inner,
                columns);
    }

    /** For C = A B: the gradient with respect to A is G B^T, with respect to B it is A^T G. */
    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        SelectedRows selected = input == 1 && SelectedRows.areMatrices(inputs) ? SelectedRows.of(inputs.get(0)) : null;
        if (selected != null && selected.repeat()) {
            Tensor sums = SelectedRows.added(
                    gradient, selected.indices(), selected.table().shape().dim(0));
            return selected.table().mT().matmul(sums);
        }
        Tensor left = inputs.get(0).reshape(asMatrix(inputs.get(0).shape(), true));
        Tensor right = inputs.get(1).reshape(asMatrix(inputs.get(1).shape(), false));
        int[] batch = batch(left.shape()).broadcast(batch(right.shape())).dims();
        int[] dims = Arrays.copyOf(batch, batch.length + 2);
        dims[batch.length] = left.shape().dim(-2);
        dims[batch.length + 1] = right.shape().dim(-1);
        Tensor arrived = gradient.reshape(Shape.of(dims));
        return input == 0
                ? Gradients.sumTo(arrived.matmul(right.mT()), left.shape())
                        .reshape(inputs.get(0).shape())
                : Gradients.sumTo(left.mT().matmul(arrived), right.shape())
                        .reshape(inputs.get(1).shape());
    }

    /**
     * Returns the sum of two products, A^T G and B^T H, as one product of A above B with G above H; null if they are no such
     * products, or if stacking them copies more numbers than adding the products would read. The gradients of a weight that a
     * recurrence uses at each entry become one large product, which takes less time than many small ones.
     */
    public static @Nullable Tensor joined(Tensor one, Tensor other) {
        if (!isOfTransposed(one) || !isOfTransposed(other) || !one.shape().equals(other.shape())) {
            return null;
        }
        Tensor left = other.inputs().get(0).inputs().getFirst();
        Tensor right = other.inputs().get(1);
        if (left.shape().size() + right.shape().size() > 2 * other.shape().size()) {
            return null;
        }
        Tensor above = one.inputs().get(0).inputs().getFirst();
        return Assemble.stacked(above, left)
                .mT()
                .matmul(Assemble.stacked(one.inputs().get(1), right));
    }

    private static boolean isOfTransposed(Tensor product) {
        return product.op() instanceof MatMul
                && SelectedRows.areMatrices(product.inputs())
                && product.inputs().get(0).op() instanceof Transpose;
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.get(0) + " @ " + inputs.get(1);
    }

    /** A vector on the left is one row, on the right one column. */
    private static Shape asMatrix(Shape shape, boolean onTheLeft) {
        if (shape.rank() > 1) {
            return shape;
        }
        return onTheLeft ? Shape.of(1, shape.dim(0)) : Shape.of(shape.dim(0), 1);
    }

    /** Returns the dimensions of a stack of matrices before those of a matrix; none of a matrix or a vector. */
    public static Shape batch(Shape matrices) {
        return Shape.of(Arrays.copyOf(matrices.dims(), Math.max(0, matrices.rank() - 2)));
    }

    /** The distances between matrices of a stack, in elements, along the dimensions that both stacks broadcast to. */
    private static int[] batchStrides(Shape matrices, Shape others) {
        int[] strides = batch(matrices).stridesIn(batch(matrices).broadcast(batch(others)));
        int matrix = matrices.dim(-2) * matrices.dim(-1);
        return Arrays.stream(strides).map(stride -> stride * matrix).toArray();
    }
}
