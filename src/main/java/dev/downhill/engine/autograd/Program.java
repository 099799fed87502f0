package dev.downhill.engine.autograd;

/**
 * A graph ready to be executed again and again.
 *
 * <p>Not safe for several threads at once.
 */
public interface Program {
    /**
     * Gives a variable the value that it keeps until it is given another; the array is copied. Nothing happens where no
     * output depends on it.
     *
     * @throws ShapeException if there are not as many values as the variable has elements
     */
    void set(Tensor variable, double[] values);

    /** Gives a scalar variable its value. */
    default void set(Tensor variable, double value) {
        set(variable, new double[] {value});
    }

    /** Computes every output from the variables. */
    void run();

    /** Returns the value that the last {@link #run} gave an output: the program's own array, overwritten by the next. */
    double[] get(Tensor output);
}
