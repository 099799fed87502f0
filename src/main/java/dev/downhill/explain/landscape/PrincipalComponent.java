package dev.downhill.explain.landscape;

import java.util.Arrays;
import java.util.List;

/**
 * An eigenvector of the products of some vectors with each other.
 *
 * @param shares how much of each vector is in it; of length 1
 * @param eigenvalue the square of the length of the vectors' mixture
 */
record PrincipalComponent(double[] shares, double eigenvalue) {
    private static final int ITERATIONS = 500;

    /** Returns those with the two greatest eigenvalues, by power iteration and deflation. */
    static List<PrincipalComponent> firstTwo(double[][] products) {
        PrincipalComponent first = greatest(products);
        double[][] rest = new double[products.length][];
        for (int i = 0; i < rest.length; i++) {
            double share = first.eigenvalue * first.shares[i];
            rest[i] = products[i].clone();
            for (int j = 0; j < rest.length; j++) {
                rest[i][j] -= share * first.shares[j];
            }
        }
        return List.of(first, greatest(rest));
    }

    /** Begins with the vector that is the longest: it is not at right angles to what is looked for. */
    private static PrincipalComponent greatest(double[][] products) {
        int longest = 0;
        for (int i = 1; i < products.length; i++) {
            longest = products[i][i] > products[longest][longest] ? i : longest;
        }
        double[] shares = products[longest].clone();
        double eigenvalue = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            double length = length(shares);
            if (length == 0) {
                return new PrincipalComponent(shares, 0);
            }
            double[] next = new double[shares.length];
            for (int row = 0; row < next.length; row++) {
                for (int column = 0; column < next.length; column++) {
                    next[row] += products[row][column] * shares[column] / length;
                }
            }
            eigenvalue = length(next);
            shares = next;
        }
        double length = length(shares);
        return new PrincipalComponent(
                length == 0
                        ? shares
                        : Arrays.stream(shares).map(share -> share / length).toArray(),
                eigenvalue);
    }

    private static double length(double[] vector) {
        double length = 0;
        for (double element : vector) {
            length = Math.hypot(length, element);
        }
        return length;
    }
}
