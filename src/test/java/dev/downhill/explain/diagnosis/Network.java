package dev.downhill.explain.diagnosis;

import java.util.Map;
import java.util.Objects;

/** Dense layers in plain loops, to know what a network gives without any code that is tested. */
final class Network {
    private Network() {}

    /**
     * Returns how many units of a layer behind relu give 0 for every row.
     *
     * @param layer which, from 0; the layers before it are dense with relu too
     */
    static int silent(Run run, int layer) {
        double[][] rows = rows(run);
        for (int l = 0; l <= layer; l++) {
            rows = relu(dense(rows, run.result().checkpoint().parameters(), l));
        }
        int silent = 0;
        for (int unit = 0; unit < rows[0].length; unit++) {
            boolean zero = true;
            for (double[] row : rows) {
                zero &= row[unit] == 0;
            }
            silent += zero ? 1 : 0;
        }
        return silent;
    }

    private static double[][] rows(Run run) {
        var features = run.job().data().training().features();
        int width = features.stride();
        double[][] rows = new double[run.job().data().training().rows()][width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(features.values(), i * width, rows[i], 0, width);
        }
        return rows;
    }

    private static double[][] dense(double[][] rows, Map<String, double[]> parameters, int layer) {
        double[] weight = Objects.requireNonNull(parameters.get(layer + ".weight"));
        double[] bias = Objects.requireNonNull(parameters.get(layer + ".bias"));
        double[][] out = new double[rows.length][bias.length];
        for (int i = 0; i < rows.length; i++) {
            for (int unit = 0; unit < bias.length; unit++) {
                double sum = bias[unit];
                for (int j = 0; j < rows[i].length; j++) {
                    sum += weight[unit * rows[i].length + j] * rows[i][j];
                }
                out[i][unit] = sum;
            }
        }
        return out;
    }

    private static double[][] relu(double[][] rows) {
        for (double[] row : rows) {
            for (int unit = 0; unit < row.length; unit++) {
                row[unit] = Math.max(0, row[unit]);
            }
        }
        return rows;
    }
}
