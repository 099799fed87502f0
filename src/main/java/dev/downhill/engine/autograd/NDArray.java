package dev.downhill.engine.autograd;

import java.util.Arrays;

/**
 * Numbers with a shape, row-major and in double precision.
 *
 * <p>The array is not copied: the code that makes one hands it over.
 *
 * @param values as many as the shape has elements
 */
public record NDArray(Shape shape, double[] values) {
    /**
     * Checks that the values fill the shape.
     *
     * @throws ShapeException if there are more or fewer
     */
    public NDArray {
        if (values.length != shape.size()) {
            throw new ShapeException(values.length + " values do not fill shape " + shape);
        }
    }

    /** Returns an array of one number, of shape (). */
    public static NDArray scalar(double value) {
        return new NDArray(Shape.SCALAR, new double[] {value});
    }

    /** Returns a vector of shape (n,), with a copy of the values. */
    public static NDArray vector(double... values) {
        return new NDArray(Shape.of(values.length), values.clone());
    }

    /**
     * Returns a matrix of shape (rows, columns), with copies of the rows.
     *
     * @throws ShapeException if one row is not as long as the first
     */
    public static NDArray matrix(double[]... rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] values = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new ShapeException("row " + i + " has " + rows[i].length + " values, the first has " + columns);
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return new NDArray(Shape.of(rows.length, columns), values);
    }

    /** Returns an array of a shape in which every element is the same. */
    public static NDArray full(Shape shape, double value) {
        double[] values = new double[shape.size()];
        Arrays.fill(values, value);
        return new NDArray(shape, values);
    }

    /**
     * Returns the only element.
     *
     * @throws ShapeException if there is not exactly one
     */
    public double item() {
        if (values.length != 1) {
            throw new ShapeException("item: an array of shape " + shape + " is not one number");
        }
        return values[0];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NDArray array && shape.equals(array.shape) && Arrays.equals(values, array.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return shape + " " + Arrays.toString(values);
    }
}
