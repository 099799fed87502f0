package dev.downhill.engine.kernel;

/**
 * Walks an array of any rank row by row, with an offset for each of several operands.
 *
 * <p>A stride of 0 along a dimension repeats the operand there, which is all that broadcasting is.
 */
final class Strided {
    private final int[] dims;
    private final int[][] strides;
    private final int[] position;
    private final int[] offsets;
    private final int grain;
    private int rows;

    /** @param strides for each operand its stride along each dimension, in elements */
    Strided(int[] dims, int[]... strides) {
        this.dims = dims;
        this.strides = strides;
        this.position = new int[dims.length];
        this.offsets = new int[strides.length];
        this.grain = Interrupts.rows(rowLength());
    }

    /** Returns the number of elements along the last dimension, 1 for a scalar. */
    int rowLength() {
        return dims.length == 0 ? 1 : dims[dims.length - 1];
    }

    /** Returns the stride of an operand along the last dimension, 0 for a scalar. */
    int rowStride(int operand) {
        return dims.length == 0 ? 0 : strides[operand][dims.length - 1];
    }

    /** Returns where an operand's current row begins. */
    int offset(int operand) {
        return offsets[operand];
    }

    /** Returns whether there is anything to walk. */
    boolean isEmpty() {
        for (int dim : dims) {
            if (dim == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Moves to the next row; returns false after the last one.
     *
     * @throws StepInterrupted if the thread is interrupted; it looks once in a grain of elements
     */
    boolean nextRow() {
        if (++rows >= grain) {
            Interrupts.check();
            rows = 0;
        }
        for (int axis = dims.length - 2; axis >= 0; axis--) {
            position[axis]++;
            for (int operand = 0; operand < offsets.length; operand++) {
                offsets[operand] += strides[operand][axis];
            }
            if (position[axis] < dims[axis]) {
                return true;
            }
            for (int operand = 0; operand < offsets.length; operand++) {
                offsets[operand] -= strides[operand][axis] * dims[axis];
            }
            position[axis] = 0;
        }
        return false;
    }
}
