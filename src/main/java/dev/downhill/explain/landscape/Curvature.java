package dev.downhill.explain.landscape;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The largest eigenvalue of a Hessian, by power iteration.
 *
 * <p>The iteration finds the eigenvalue of the largest size. That may be negative, or two of opposite sign may have
 * equal size. Then the iteration continues with the Hessian plus a multiple of the identity, which moves all
 * eigenvalues above zero.
 *
 * @param eigenvalue Rayleigh's quotient of the last vector
 * @param products how often the Hessian was multiplied
 * @param residual the length of Hv - eigenvalue * v, for the last vector v, of length 1
 * @param converged whether the eigenvalue has converged
 */
public record Curvature(double eigenvalue, int products, double residual, boolean converged) {
    private static final double AT_REST = 1e-11;
    private static final double EXACT = 1e-7;

    /**
     * The largest residual of an eigenvector, relative to its eigenvalue. If two eigenvalues of opposite sign have
     * equal size, the vector stays a mixture and its residual exceeds this.
     */
    private static final double PURE = 1e-3;

    /** The number of similar quotients in a row that end the search, because a vector may linger near a wrong eigenvector. */
    private static final int LIKE_EACH_OTHER = 3;

    /**
     * The effort after which the best estimate so far is returned.
     *
     * @param products how often to multiply in each of the two rounds
     * @param deadline when to end, by {@link System#nanoTime}
     */
    public record Effort(int products, long deadline) {
        public static Effort of(int products) {
            return new Effort(products, System.nanoTime() + Long.MAX_VALUE / 2);
        }
    }

    /** Returns the curvature where the Hessian stands, or null where that is not finite. */
    public static @Nullable Curvature of(HessianProduct hessian, Effort effort) {
        if (hessian.size() == 0) {
            return new Curvature(0, 0, 0, true);
        }
        var rounds = new PowerIteration(hessian, effort);
        Curvature plain = rounds.run(0);
        if (plain == null || (plain.converged && plain.eigenvalue >= 0) || rounds.longest == 0) {
            return plain;
        }
        return rounds.run(rounds.longest);
    }

    /** One vector, multiplied again and again. */
    private static final class PowerIteration {
        private final HessianProduct hessian;
        private final Effort effort;
        private final double[] start;
        private double longest;
        private int products;

        PowerIteration(HessianProduct hessian, Effort effort) {
            this.hessian = hessian;
            this.effort = effort;
            var random = new SplittableRandom(1);
            this.start = new double[hessian.size()];
            for (int i = 0; i < start.length; i++) {
                start[i] = random.nextGaussian();
            }
        }

        @Nullable
        Curvature run(double shift) {
            double[] vector = scaled(start, 1 / length(start));
            double before = Double.NaN;
            int alike = 0;
            for (int i = 1; ; i++) {
                double[] product = hessian.times(vector);
                products++;
                if (product == null) {
                    return null;
                }
                double quotient = dot(vector, product);
                double residual = Math.sqrt(Math.max(0, dot(product, product) - quotient * quotient));
                longest = Math.max(longest, length(product));
                alike = Math.abs(quotient - before) <= AT_REST * longest ? alike + 1 : 0;
                boolean exact = residual <= EXACT * Math.abs(quotient);
                boolean rests = alike >= LIKE_EACH_OTHER;
                if (exact || rests || i >= effort.products() || System.nanoTime() - effort.deadline() > 0) {
                    boolean pure = shift > 0 || residual <= PURE * Math.abs(quotient);
                    return new Curvature(quotient, products, residual, exact || (rests && pure));
                }
                for (int k = 0; k < product.length; k++) {
                    product[k] += shift * vector[k];
                }
                vector = scaled(product, 1 / length(product));
                before = quotient;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double length(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static double[] scaled(double[] vector, double factor) {
        double[] result = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            result[i] = vector[i] * factor;
        }
        return result;
    }
}
