package dev.downhill.engine.autograd;

/**
 * A {@link StepGraph} ready to run.
 *
 * <p>Not safe for several threads at once.
 */
public interface Loop {
    /**
     * Gives a variable the value that it has until it is given another, or a step carries one to it; the array is copied.
     * Nothing happens where no step depends on it.
     *
     * @throws ShapeException if there are not as many values as the variable has elements
     */
    void set(Tensor variable, double[] values);

    /**
     * Gives a variable the rows of a table that are numbered from {@code from} on in {@code order}, as many as the variable
     * has.
     */
    void setRows(Tensor variable, double[] table, int[] order, int from);

    /** Returns a copy of the value of the loss, of an output or of a carry's next value, as the last step computed it. */
    double[] get(Tensor tensor);

    /** Returns a copy of what the next step begins with: the value of one carry's variable. */
    double[] carried(int carry);

    /**
     * Takes steps, until the loss or a guarded value is not finite; a step in which one is not leaves the variables as
     * they were.
     *
     * @param scalars the values of the graph's scalars for each step, one step after the other; or for one step, and all
     *     are given the same
     * @param tape receives {@link StepGraph#tapeWidth()} numbers of every started step
     * @return the number of steps taken
     * @throws dev.downhill.engine.kernel.StepInterrupted if the thread is interrupted within a long step; the variables
     *     are those after the last whole step
     */
    int run(int steps, double[] scalars, double[] tape);

    /** Takes over what another loop, whose carries are of the same shapes, would begin its next step with; the other must not go on. */
    void continueFrom(Loop other);
}
