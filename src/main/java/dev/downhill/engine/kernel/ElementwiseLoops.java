package dev.downhill.engine.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Loops that apply one scalar function to every element, repeating operands whose stride is 0.
 *
 * <p>Arrays are row-major, and strides count elements. A thread that is interrupted leaves a long loop with {@link
 * StepInterrupted}.
 */
public final class ElementwiseLoops {
    private ElementwiseLoops() {}

    /** A function of three numbers. */
    @FunctionalInterface
    public interface TernaryOperator {
        /** Returns the function of three numbers. */
        double applyAsDouble(double a, double b, double c);
    }

    /** Writes {@code f(x[i])} to {@code out[i]}; both arrays have one length. */
    public static void unary(DoubleUnaryOperator f, double[] x, double[] out) {
        for (int i = 0; i < out.length; ) {
            for (int end = Interrupts.until(i, out.length); i < end; i++) {
                out[i] = f.applyAsDouble(x[i]);
            }
        }
    }

    /** Writes {@code f(a[i], b[i])} to {@code out[i]}; the three arrays have one length. */
    public static void binary(DoubleBinaryOperator f, double[] a, double[] b, double[] out) {
        for (int i = 0; i < out.length; ) {
            for (int end = Interrupts.until(i, out.length); i < end; i++) {
                out[i] = f.applyAsDouble(a[i], b[i]);
            }
        }
    }

    /**
     * Writes {@code f(a, b)} for every element of {@code out}, of shape {@code dims}.
     *
     * @param aStrides the stride of {@code a} along each dimension of {@code out}; 0 where it is repeated
     * @param bStrides the same for {@code b}
     */
    public static void binary(
            DoubleBinaryOperator f, double[] a, int[] aStrides, double[] b, int[] bStrides, int[] dims, double[] out) {
        var walk = new Strided(dims, aStrides, bStrides);
        if (walk.isEmpty()) {
            return;
        }
        int length = walk.rowLength();
        int aStep = walk.rowStride(0);
        int bStep = walk.rowStride(1);
        int next = 0;
        do {
            int i = walk.offset(0);
            int j = walk.offset(1);
            for (int k = 0; k < length; ) {
                for (int end = Interrupts.until(k, length); k < end; k++, i += aStep, j += bStep) {
                    out[next++] = f.applyAsDouble(a[i], b[j]);
                }
            }
        } while (walk.nextRow());
    }

    /**
     * Writes {@code f(a, b, c)} for every element of {@code out}, of shape {@code dims}; the strides are as for {@link
     * #binary}.
     */
    public static void ternary(
            TernaryOperator f,
            double[] a,
            int[] aStrides,
            double[] b,
            int[] bStrides,
            double[] c,
            int[] cStrides,
            int[] dims,
            double[] out) {
        var walk = new Strided(dims, aStrides, bStrides, cStrides);
        if (walk.isEmpty()) {
            return;
        }
        int length = walk.rowLength();
        int next = 0;
        do {
            for (int k = 0; k < length; ) {
                for (int end = Interrupts.until(k, length); k < end; k++) {
                    out[next++] = f.applyAsDouble(
                            a[walk.offset(0) + k * walk.rowStride(0)],
                            b[walk.offset(1) + k * walk.rowStride(1)],
                            c[walk.offset(2) + k * walk.rowStride(2)]);
                }
            }
        } while (walk.nextRow());
    }

    /** Copies {@code x}, seen through its strides, to {@code out} of shape {@code dims}. */
    public static void copy(double[] x, int[] strides, int[] dims, double[] out) {
        var walk = new Strided(dims, strides);
        if (walk.isEmpty()) {
            return;
        }
        int length = walk.rowLength();
        int step = walk.rowStride(0);
        int next = 0;
        do {
            int i = walk.offset(0);
            for (int k = 0; k < length; ) {
                for (int end = Interrupts.until(k, length); k < end; k++, i += step) {
                    out[next++] = x[i];
                }
            }
        } while (walk.nextRow());
    }
}
