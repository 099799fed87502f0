package dev.downhill.explain.step;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.explain.graph.NodeNames;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The dimension of each node that counts rows, for the explanation of one row, which leaves it out: a column of one row is
 * a number.
 *
 * @param axes the dimension by node; a node without rows is absent
 * @param wholeInText how many elements of a tensor a line of text shows
 */
record RowAxes(Map<Tensor, Integer> axes, int wholeInText) {
    /** Nothing is left out. */
    static final RowAxes NONE = new RowAxes(Map.of(), 6);

    private static final int WHOLE_OF_A_ROW = 16;

    /** Compares the graph of one row with that of two: the dimension that differs counts rows. */
    static RowAxes of(NodeNames one, NodeNames two) {
        Map<String, Shape> wider = new HashMap<>();
        two.nodes().forEach(node -> wider.put(two.id(node), node.shape()));
        Map<Tensor, Integer> axes = new HashMap<>();
        for (Tensor node : one.nodes()) {
            Shape shape = node.shape();
            Shape other = wider.getOrDefault(one.id(node), shape);
            if (shape.rank() == other.rank()) {
                IntStream.range(0, shape.rank())
                        .filter(axis -> shape.dim(axis) == 1 && other.dim(axis) == 2)
                        .findFirst()
                        .ifPresent(axis -> axes.put(node, axis));
            }
        }
        return new RowAxes(axes, WHOLE_OF_A_ROW);
    }

    /** Whether one row is explained; a vector of one number is then shown as the number. */
    boolean isOfARow() {
        return this != NONE;
    }

    boolean has(Tensor node) {
        return axes.containsKey(node);
    }

    /** Returns the shape in which a node is shown. */
    Shape shape(Tensor node) {
        return without(node.shape(), node);
    }

    /** Returns a value of a node's shape without the node's rows; any other value as it is. */
    NDArray without(NDArray value, Tensor node) {
        return value.shape().equals(node.shape()) ? new NDArray(without(value.shape(), node), value.values()) : value;
    }

    private Shape without(Shape shape, Tensor node) {
        Integer axis = axes.get(node);
        return axis == null
                ? shape
                : Shape.of(IntStream.range(0, shape.rank())
                        .filter(one -> one != axis)
                        .map(shape::dim)
                        .toArray());
    }

    /** Returns the name of an element of a node, such as {@code 0.tanh[1]}. */
    String element(String name, Tensor node, int index) {
        Shape shape = shape(node);
        int[] strides = shape.strides();
        var text = new StringBuilder(name);
        int rest = index;
        for (int stride : strides) {
            text.append('[').append(rest / stride).append(']');
            rest %= stride;
        }
        return text.toString();
    }
}
