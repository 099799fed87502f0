package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.ShapeException;

/**
 * The places of a window along one dimension of an image.
 *
 * @param kernel how many elements the window sees, at least 1
 * @param stride how far it moves, at least 1
 * @param before the zeros in front of the first element
 * @param after the zeros behind the last element
 * @param dilation the distance of the elements that it sees, at least 1
 */
public record WindowAxis(int kernel, int stride, int before, int after, int dilation) {
    /** Returns the places of a window without padding and gaps. */
    public static WindowAxis of(int kernel, int stride, int padding) {
        return new WindowAxis(kernel, stride, padding, padding, 1);
    }

    /**
     * Returns the index of what the window sees; in the padding it lies before or behind the image.
     *
     * @param place where the window stands, from 0
     * @param element of the window, from 0
     */
    public int index(int place, int element) {
        return place * stride - before + element * dilation;
    }

    /** Returns from the first to the last element that the window sees. */
    public long reach() {
        return (long) dilation * (kernel - 1) + 1;
    }

    /**
     * Returns at how many places the window stands.
     *
     * @param length of the image along the dimension
     * @throws ShapeException if the window is larger than the padded image
     */
    public int places(int length) {
        long padded = (long) length + before + after;
        if (reach() > padded) {
            throw new ShapeException("a window that reaches over " + reach() + " does not fit into a length of "
                    + length + (padded == length ? "" : ", padded to " + padded));
        }
        return Math.toIntExact((padded - reach()) / stride + 1);
    }
}
