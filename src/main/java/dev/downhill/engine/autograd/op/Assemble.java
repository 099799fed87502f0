package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.float64.scalar.Blocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pieces put side by side along one dimension, each at its place, with zeros where no piece is: the reverse of {@link
 * Narrow}. Without gaps it is {@code torch.cat}.
 *
 * @param axis the dimension, from 0
 * @param length the length of the result along it
 * @param offsets where each piece begins; pieces do not overlap
 */
public record Assemble(int axis, int length, List<Integer> offsets) implements Op {
    /** Keeps a copy of the offsets. */
    public Assemble {
        offsets = List.copyOf(offsets);
    }

    /**
     * Returns the tensors one after the other.
     *
     * @param axis the dimension along which they are put together, from 0
     */
    public static Tensor concat(int axis, List<Tensor> pieces) {
        List<Integer> offsets = new ArrayList<>();
        int length = 0;
        for (Tensor piece : pieces) {
            offsets.add(length);
            length += piece.shape().dim(axis);
        }
        return Tensor.apply(new Assemble(axis, length, offsets), pieces.toArray(Tensor[]::new));
    }

    /** Returns two tensors one below the other; the pieces of what is stacked already stay pieces. */
    static Tensor stacked(Tensor above, Tensor below) {
        List<Tensor> pieces = new ArrayList<>(pieces(above));
        pieces.addAll(pieces(below));
        return concat(0, pieces);
    }

    private static List<Tensor> pieces(Tensor tensor) {
        boolean isStack = tensor.op() instanceof Assemble assemble
                && assemble.axis == 0
                && assemble.offsets.getFirst() == 0
                && isInOrder(assemble.offsets)
                && !assemble.hasGaps(tensor.inputs().stream().map(Tensor::shape).toList());
        return isStack ? tensor.inputs() : List.of(tensor);
    }

    private static boolean isInOrder(List<Integer> offsets) {
        return IntStream.range(1, offsets.size()).allMatch(i -> offsets.get(i - 1) < offsets.get(i));
    }

    /**
     * Returns the sum of two tensors as one assembly, or null if they are not assemblies of pieces that leave each
     * other room.
     */
    public static @Nullable Tensor joined(Tensor one, Tensor other) {
        if (!(one.op() instanceof Assemble a && other.op() instanceof Assemble b)
                || a.axis != b.axis
                || !one.shape().equals(other.shape())
                || a.overlaps(one, b, other)) {
            return null;
        }
        List<Tensor> pieces = new ArrayList<>(one.inputs());
        pieces.addAll(other.inputs());
        List<Integer> offsets = new ArrayList<>(a.offsets);
        offsets.addAll(b.offsets);
        List<Integer> order = IntStream.range(0, pieces.size())
                .boxed()
                .sorted(Comparator.comparing(offsets::get))
                .toList();
        return Tensor.apply(
                new Assemble(a.axis, a.length, order.stream().map(offsets::get).toList()),
                order.stream().map(pieces::get).toArray(Tensor[]::new));
    }

    private boolean overlaps(Tensor one, Assemble b, Tensor other) {
        for (int i = 0; i < offsets.size(); i++) {
            for (int j = 0; j < b.offsets.size(); j++) {
                int end = offsets.get(i) + one.inputs().get(i).shape().dim(axis);
                int otherEnd = b.offsets.get(j) + other.inputs().get(j).shape().dim(axis);
                if (offsets.get(i) < otherEnd && b.offsets.get(j) < end) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether some element belongs to no piece. */
    public boolean hasGaps(List<Shape> pieces) {
        return pieces.stream().mapToInt(piece -> piece.dim(axis)).sum() < length;
    }

    @Override
    public String name() {
        return "assemble";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        int[] first = inputs.getFirst().dims();
        for (int i = 0; i < inputs.size(); i++) {
            int[] dims = inputs.get(i).dims();
            boolean fits = dims.length == first.length && axis < dims.length && offsets.get(i) + dims[axis] <= length;
            for (int d = 0; fits && d < dims.length; d++) {
                fits = d == axis || dims[d] == first[d];
            }
            if (!fits) {
                throw new ShapeException("shape " + inputs.get(i) + " does not go beside " + inputs.getFirst()
                        + " along dimension " + axis);
            }
        }
        first[axis] = length;
        return Shape.of(first);
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        Arrays.fill(out.values(), 0);
        int inner = inner(out.shape(), axis);
        for (int i = 0; i < inputs.size(); i++) {
            Blocks.place(
                    inputs.get(i).values(),
                    out.values(),
                    outer(out.shape(), axis),
                    length * inner,
                    offsets.get(i) * inner,
                    inputs.get(i).shape().dim(axis) * inner);
        }
    }

    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return gradient.narrow(
                axis, offsets.get(input), inputs.get(input).shape().dim(axis));
    }

    @Override
    public String text(List<String> inputs) {
        return "assemble(" + String.join(", ", inputs) + ")";
    }

    /** Returns the product of the lengths before a dimension. */
    public static int outer(Shape shape, int axis) {
        return IntStream.range(0, axis).map(shape::dim).reduce(1, (a, b) -> a * b);
    }

    /** Returns the product of the lengths behind a dimension. */
    public static int inner(Shape shape, int axis) {
        return IntStream.range(axis + 1, shape.rank()).map(shape::dim).reduce(1, (a, b) -> a * b);
    }
}
