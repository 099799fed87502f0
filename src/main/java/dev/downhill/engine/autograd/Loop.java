package dev.downhill.engine.autograd;

/**
 * A {@link StepGraph} ready to run, in one precision.
 *
 * <p>A run gives it its initial values by {@link #set} and {@link #setRows}, has it {@link #run} steps, and reads
 * values between two calls. Not safe for several threads at once.
 */
public interface Loop {
    /**
     * Gives a variable the value that it has until it is given another, or a step carries one to it; the array is
     * copied. Nothing happens where no step depends on it.
     *
     * @param values its elements, row-major; in float32 they are rounded.
     * @throws ShapeException if there are not as many values as the variable has elements.
     */
    void set(Tensor variable, double[] values);

    /**
     * Gives a variable the rows of a table that are numbered from {@code from} on in {@code order}, as many as the
     * variable has.
     *
     * @param variable of shape (rows, ...), whose rows are as long as the table's
     * @param table row-major
     */
    void setRows(Tensor variable, double[] table, int[] order, int from);

    /**
     * Returns a copy of the value of the loss, of an output or of a carry's next value, as the last step computed it.
     *
     * @return its elements, row-major
     */
    double[] get(Tensor tensor);

    /**
     * Returns a copy of what the next step begins with: the value of one carry's variable.
     *
     * @param carry its number in {@link StepGraph#carries}, from 0
     */
    double[] carried(int carry);

    /**
     * Takes steps, until the loss or a guarded value is not finite. A step in which one is not leaves the variables as
     * they were.
     *
     * @param steps how many to take at most.
     * @param scalars the values of the graph's scalars for each step, one step after the other; or for one step, and
     *     all are given the same.
     * @param tape receives {@link StepGraph#tapeWidth()} numbers of every started step; it has room for all steps.
     * @return the number of steps that took effect.
     * @throws dev.downhill.engine.kernel.StepInterrupted if the thread is interrupted within a long step; the variables
     *     are those after the last whole step.
     */
    int run(int steps, double[] scalars, double[] tape);

    /**
     * Takes over the values that another loop would begin its next step with. The other must not go on, because the two
     * may exchange arrays.
     *
     * @param other a loop with as many carries, of the same shapes; its batch may have another size.
     */
    void continueFrom(Loop other);
}
