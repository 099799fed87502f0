package dev.downhill.engine.kernel;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** Loops that fold an array into a smaller one, always in the order of the input's elements. */
public final class ReductionLoops {
    private ReductionLoops() {}

    /**
     * Folds {@code x}, of shape {@code dims}, into {@code out}, which begins as {@code initial}.
     *
     * @param outStrides the stride of {@code out} along each dimension of {@code x}; 0 where it is reduced
     * @throws StepInterrupted if the thread is interrupted within a long loop
     */
    public static void fold(
            DoubleBinaryOperator f, double initial, double[] x, int[] dims, int[] outStrides, double[] out) {
        Arrays.fill(out, initial);
        var walk = new Strided(dims, outStrides);
        if (walk.isEmpty()) {
            return;
        }
        int length = walk.rowLength();
        int step = walk.rowStride(0);
        int next = 0;
        do {
            int o = walk.offset(0);
            for (int k = 0; k < length; ) {
                for (int end = Interrupts.until(k, length); k < end; k++, o += step) {
                    out[o] = f.applyAsDouble(out[o], x[next++]);
                }
            }
        } while (walk.nextRow());
    }

    /**
     * Sums {@code x}, of shape {@code dims}, into {@code out}; see {@link #fold}.
     *
     * <p>One number is a sum of doubles in either precision; what is not summed is copied, with the sign of its zeros.
     *
     * @param single whether each of several sums is rounded to a float after every addition
     */
    public static void sum(double[] x, int[] dims, int[] outStrides, double[] out, boolean single) {
        if (x.length == out.length) {
            System.arraycopy(x, 0, out, 0, x.length);
        } else if (single && out.length > 1) {
            fold((total, number) -> (float) (total + number), 0, x, dims, outStrides, out);
        } else {
            sum(x, dims, outStrides, out);
        }
    }

    private static void sum(double[] x, int[] dims, int[] outStrides, double[] out) {
        Arrays.fill(out, 0);
        var walk = new Strided(dims, outStrides);
        if (walk.isEmpty()) {
            return;
        }
        int length = walk.rowLength();
        int step = walk.rowStride(0);
        int next = 0;
        do {
            int o = walk.offset(0);
            if (step == 0) {
                double total = out[o];
                for (int k = 0; k < length; ) {
                    for (int end = Interrupts.until(k, length); k < end; k++) {
                        total += x[next++];
                    }
                }
                out[o] = total;
            } else {
                for (int k = 0; k < length; ) {
                    for (int end = Interrupts.until(k, length); k < end; k++, o += step) {
                        out[o] += x[next++];
                    }
                }
            }
        } while (walk.nextRow());
    }
}
