package dev.downhill.engine.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lengths of a tensor along its dimensions, outermost first; a scalar has none.
 *
 * <p>Two shapes with the same lengths are equal.
 */
public final class Shape {
    /** The shape () of one number. */
    public static final Shape SCALAR = new Shape(new int[0], 1);

    private final int[] dims;
    private final int size;

    private Shape(int[] dims, int size) {
        this.dims = dims;
        this.size = size;
    }

    /**
     * Returns the shape with the given lengths. A length may be 0: then there is no element.
     *
     * @throws ShapeException if a length is negative, or there are more elements than a Java array can have (2 to the
     *     power of 31, less 9)
     */
    public static Shape of(int... dims) {
        long size = 1;
        for (int dim : dims) {
            if (dim < 0) {
                throw new ShapeException("a shape has no negative length: " + Arrays.toString(dims));
            }
            size *= dim;
            if (size > Integer.MAX_VALUE - 8) {
                throw new ShapeException("a tensor of shape " + Arrays.toString(dims) + " has too many elements");
            }
        }
        return dims.length == 0 ? SCALAR : new Shape(dims.clone(), (int) size);
    }

    /** Returns the number of dimensions. */
    public int rank() {
        return dims.length;
    }

    /** Returns the number of elements: the product of the lengths, 1 for a scalar. */
    public int size() {
        return size;
    }

    /**
     * Returns the length along one dimension.
     *
     * @param axis from 0, or a negative number that counts from the last: -1 is the last.
     * @throws ArrayIndexOutOfBoundsException if there is no such dimension.
     */
    public int dim(int axis) {
        return dims[axis < 0 ? dims.length + axis : axis];
    }

    /** Returns a copy of the lengths. */
    public int[] dims() {
        return dims.clone();
    }

    /**
     * Returns the distance between neighbours along each dimension of a row-major array, in elements: (3, 1) for shape
     * (2, 3).
     */
    public int[] strides() {
        int[] strides = new int[dims.length];
        int stride = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= dims[axis];
        }
        return strides;
    }

    /**
     * Returns this shape's strides as seen from a shape that it broadcasts to: 0 wherever it is repeated.
     *
     * @return one stride for each dimension of {@code target}, in elements
     * @throws ShapeException if it does not broadcast to {@code target}
     */
    public int[] stridesIn(Shape target) {
        int[] strides = new int[target.rank()];
        int lead = target.rank() - rank();
        if (lead < 0) {
            throw new ShapeException("shape " + this + " does not broadcast to " + target);
        }
        int stride = 1;
        for (int axis = rank() - 1; axis >= 0; axis--) {
            if (dims[axis] == target.dims[lead + axis]) {
                strides[lead + axis] = dims[axis] == 1 ? 0 : stride;
            } else if (dims[axis] != 1) {
                throw new ShapeException("shape " + this + " does not broadcast to " + target);
            }
            stride *= dims[axis];
        }
        return strides;
    }

    /** Returns whether a tensor of this shape, repeated as a whole, fills one of the other: (3) or (1, 3) in (2, 3). */
    public boolean isEndOf(Shape whole) {
        int first = 0;
        while (first < dims.length && dims[first] == 1) {
            first++;
        }
        int from = whole.dims.length - (dims.length - first);
        return from >= 0 && Arrays.equals(dims, first, dims.length, whole.dims, from, whole.dims.length);
    }

    /**
     * Returns the shape that both broadcast to, by <a
     * href="https://numpy.org/doc/stable/user/basics.broadcasting.html"> NumPy's rules</a>: aligned at the last
     * dimension, a length of 1 stretches.
     *
     * <pre>
     * (10, 4)  and  (4,)     give  (10, 4);
     * (10, 1)  and  (1, 4)   give  (10, 4);
     * (10, 4)  and  ()       give  (10, 4);
     * (10, 4)  and  (10,)    do not broadcast.
     * </pre>
     *
     * @throws ShapeException if two lengths differ and neither is 1
     */
    public Shape broadcast(Shape other) {
        int[] result = new int[Math.max(rank(), other.rank())];
        for (int back = 1; back <= result.length; back++) {
            int mine = back <= rank() ? dim(-back) : 1;
            int theirs = back <= other.rank() ? other.dim(-back) : 1;
            if (mine != theirs && mine != 1 && theirs != 1) {
                throw new ShapeException("shapes " + this + " and " + other + " do not broadcast");
            }
            result[result.length - back] = mine == 1 ? theirs : mine;
        }
        return of(result);
    }

    /**
     * Returns this shape after a reduction over some dimensions.
     *
     * @param axes the dimensions that are reduced, from 0
     * @param keepDims whether a reduced dimension stays, with length 1
     */
    public Shape reduce(List<Integer> axes, boolean keepDims) {
        int[] kept = new int[dims.length];
        int count = 0;
        for (int axis = 0; axis < dims.length; axis++) {
            if (!axes.contains(axis)) {
                kept[count++] = dims[axis];
            } else if (keepDims) {
                kept[count++] = 1;
            }
        }
        return of(Arrays.copyOf(kept, count));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** Returns the shape as Python writes a tuple: {@code ()}, {@code (3,)}, {@code (10, 4)}. */
    @Override
    public String toString() {
        return dims.length == 1
                ? "(" + dims[0] + ",)"
                : Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
