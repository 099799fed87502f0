package dev.downhill.explain.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A linear regression, {@code w0 * x0 + w1 * x1 + ... + b}, with everything about it in plain loops of its own: what a run of
 * it does is known without any code that is tested.
 *
 * @param x rows of inputs, each with a 1 at its end
 * @param start the weights before the first step, the bias last
 */
record Regression(double[][] x, double[] y, double[] start) {

    /** Returns one of 4 to 30 rows and 1 to 3 inputs, with targets near a plane. */
    static Regression of(SplittableRandom random, double noise) {
        int inputs = 1 + random.nextInt(3);
        int rows = inputs + 4 + random.nextInt(24);
        double[] truth = random.doubles(inputs + 1, -3, 3).toArray();
        double[][] x = new double[rows][];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = random.doubles(inputs + 1, -1.5, 2.5).toArray();
            x[i][inputs] = 1;
            y[i] = dot(x[i], truth) + noise * random.nextGaussian();
        }
        double[] start = random.nextBoolean()
                ? new double[inputs + 1]
                : random.doubles(inputs + 1, -1, 1).toArray();
        return new Regression(x, y, start);
    }

    int rows() {
        return y.length;
    }

    int weights() {
        return start.length;
    }

    Regression from(double[] other) {
        return new Regression(x, y, other);
    }

    /** Returns the specification with the loss mse. */
    String json(String more) {
        int inputs = weights() - 1;
        String expression = IntStream.range(0, inputs)
                .mapToObj(i -> "w" + i + " * x" + i)
                .collect(Collectors.joining(" + ", "", " + b"));
        String parameters = IntStream.range(0, inputs)
                .mapToObj(i -> "\"w" + i + "\": " + start[i])
                .collect(Collectors.joining(", ", "", ", \"b\": " + start[inputs]));
        String columns = IntStream.range(0, inputs)
                .mapToObj(i -> "\"x" + i + "\": "
                        + Arrays.toString(
                                Arrays.stream(x).mapToDouble(row -> row[i]).toArray()))
                .collect(Collectors.joining(", "));
        return """
                {"model": {"expression": "%s", "parameters": {%s}}, "data": {%s, "y": %s}, %s}""".formatted(expression, parameters, columns, Arrays.toString(y), more);
    }

    /** Returns the weights of a run's last state, the bias last. */
    double[] last(Run run) {
        return run.result().checkpoint().parameters().values().stream()
                .mapToDouble(value -> value[0])
                .toArray();
    }

    /** Returns the mean square of the errors over all rows. */
    double loss(double[] w) {
        double sum = 0;
        for (int i = 0; i < rows(); i++) {
            double error = dot(x[i], w) - y[i];
            sum += error * error;
        }
        return sum / rows();
    }

    /** Returns what is left of the loss after steps of gradient descent on all rows. */
    double lossAfter(double rate, int steps) {
        double[] w = start.clone();
        for (int k = 0; k < steps; k++) {
            double[] gradient = new double[w.length];
            for (int i = 0; i < rows(); i++) {
                double error = dot(x[i], w) - y[i];
                for (int j = 0; j < w.length; j++) {
                    gradient[j] += 2 * error * x[i][j] / rows();
                }
            }
            for (int j = 0; j < w.length; j++) {
                w[j] -= rate * gradient[j];
            }
        }
        return loss(w);
    }

    /** Returns the largest eigenvalue of the Hessian, 2 / n times the sum of the rows' squares. */
    double curvature() {
        double[] v = new double[weights()];
        Arrays.fill(v, 1);
        double eigenvalue = 0;
        for (int k = 0; k < 2000; k++) {
            double[] product = new double[v.length];
            for (double[] row : x) {
                double along = dot(row, v);
                for (int j = 0; j < v.length; j++) {
                    product[j] += 2 * along * row[j] / rows();
                }
            }
            eigenvalue = Math.sqrt(dot(product, product));
            for (int j = 0; j < v.length; j++) {
                v[j] = product[j] / eigenvalue;
            }
        }
        return eigenvalue;
    }

    /** Returns the curvature of the loss of each row alone. */
    List<Double> curvatures() {
        return Arrays.stream(x).map(row -> 2 * dot(row, row)).toList();
    }

    /** Returns the weights at the bottom, by the normal equations. */
    double[] bottom() {
        int n = weights();
        double[][] a = new double[n][n + 1];
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    a[j][k] += x[i][j] * x[i][k];
                }
                a[j][n] += x[i][j] * y[i];
            }
        }
        for (int pivot = 0; pivot < n; pivot++) {
            for (int row = 0; row < n; row++) {
                double factor = row == pivot ? 0 : a[row][pivot] / a[pivot][pivot];
                for (int k = pivot; k <= n; k++) {
                    a[row][k] -= factor * a[pivot][k];
                }
            }
        }
        return IntStream.range(0, n).mapToDouble(j -> a[j][n] / a[j][j]).toArray();
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
