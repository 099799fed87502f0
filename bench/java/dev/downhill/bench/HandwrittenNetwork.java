package dev.downhill.bench;

import dev.downhill.engine.kernel.float32.vector.Functions;
import dev.downhill.engine.kernel.float32.vector.Product;
import java.util.SplittableRandom;

/**
 * A network with its backward pass written out by hand, on the same matrix products: what is left to gain when nothing is
 * general. Weights stand as inputs x outputs, which needs no transposing on the way forward.
 */
final class HandwrittenNetwork implements Subject {
    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final Workload workload;
    private final int[] sizes;
    private final int batch;
    private final float rate;
    private final float[] target;
    private final float[][] weights;
    private final float[][] biases;
    private final float[][] weightGradients;
    private final float[][] biasGradients;
    private final float[][] moments;
    private final float[][] values;
    private final float[][] slopes;
    private int step;

    HandwrittenNetwork(Workload workload) {
        this.workload = workload;
        this.sizes = workload.sizes();
        this.batch = workload.batch();
        this.rate = (float) workload.learningRate();
        this.target = floats(workload.y());
        int layers = sizes.length - 1;
        weights = new float[layers][];
        biases = new float[layers][];
        weightGradients = new float[layers][];
        biasGradients = new float[layers][];
        moments = new float[4 * layers][];
        values = new float[sizes.length][];
        slopes = new float[sizes.length][];
        values[0] = floats(workload.x());
        var random = new SplittableRandom(3);
        for (int i = 0; i < layers; i++) {
            double bound = 1 / Math.sqrt(sizes[i]);
            weights[i] = floats(random.doubles((long) sizes[i] * sizes[i + 1], -bound, bound).toArray());
            biases[i] = floats(random.doubles(sizes[i + 1], -bound, bound).toArray());
            weightGradients[i] = new float[weights[i].length];
            biasGradients[i] = new float[biases[i].length];
            moments[4 * i] = new float[weights[i].length];
            moments[4 * i + 1] = new float[weights[i].length];
            moments[4 * i + 2] = new float[biases[i].length];
            moments[4 * i + 3] = new float[biases[i].length];
            values[i + 1] = new float[batch * sizes[i + 1]];
            slopes[i + 1] = new float[batch * sizes[i + 1]];
        }
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    @Override
    public double nanosecondsPerStep() {
        int steps = workload.steps();
        long begun = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            step();
        }
        return (double) (System.nanoTime() - begun) / steps;
    }

    private void step() {
        step++;
        int layers = weights.length;
        for (int i = 0; i < layers; i++) {
            Product.multiply(values[i], false, weights[i], false, values[i + 1], batch, sizes[i], sizes[i + 1]);
            addBias(values[i + 1], biases[i], workload.relu() && i + 1 < layers);
            if (!workload.relu() && i + 1 < layers) {
                Functions.tanh(values[i + 1], values[i + 1], values[i + 1].length);
            }
        }
        if (workload.classes()) {
            crossEntropy(values[layers], slopes[layers], sizes[layers]);
        } else {
            meanSquaredError(values[layers], slopes[layers]);
        }
        for (int i = layers - 1; i >= 0; i--) {
            Product.multiply(
                    values[i], true, slopes[i + 1], false, weightGradients[i], sizes[i], batch, sizes[i + 1]);
            sumRows(slopes[i + 1], biasGradients[i]);
            if (i > 0) {
                Product.multiply(slopes[i + 1], false, weights[i], true, slopes[i], batch, sizes[i + 1], sizes[i]);
                if (workload.relu()) {
                    throughRelu(slopes[i], values[i]);
                } else {
                    throughTanh(slopes[i], values[i]);
                }
            }
        }
        for (int i = 0; i < layers; i++) {
            if (workload.adam()) {
                adam(weights[i], weightGradients[i], moments[4 * i], moments[4 * i + 1]);
                adam(biases[i], biasGradients[i], moments[4 * i + 2], moments[4 * i + 3]);
            } else {
                descend(weights[i], weightGradients[i]);
                descend(biases[i], biasGradients[i]);
            }
        }
    }

    private static void addBias(float[] rows, float[] bias, boolean relu) {
        for (int row = 0; row < rows.length; row += bias.length) {
            for (int i = 0; i < bias.length; i++) {
                float sum = rows[row + i] + bias[i];
                rows[row + i] = relu ? Math.max(sum, 0) : sum;
            }
        }
    }

    private float crossEntropy(float[] logits, float[] slope, int classes) {
        float total = 0;
        for (int row = 0; row < batch; row++) {
            int from = row * classes;
            float greatest = logits[from];
            for (int i = 1; i < classes; i++) {
                greatest = Math.max(greatest, logits[from + i]);
            }
            double sum = 0;
            for (int i = 0; i < classes; i++) {
                float e = (float) Math.exp(logits[from + i] - greatest);
                slope[from + i] = e;
                sum += e;
            }
            float scale = (float) (1 / (sum * batch));
            for (int i = 0; i < classes; i++) {
                slope[from + i] *= scale;
            }
            int right = from + (int) target[row];
            total -= (float) (logits[right] - greatest - Math.log(sum));
            slope[right] -= 1f / batch;
        }
        return total / batch;
    }

    private float meanSquaredError(float[] outputs, float[] slope) {
        float total = 0;
        for (int i = 0; i < outputs.length; i++) {
            float error = outputs[i] - target[i];
            total += error * error;
            slope[i] = 2 * error / outputs.length;
        }
        return total / outputs.length;
    }

    private static void sumRows(float[] rows, float[] out) {
        java.util.Arrays.fill(out, 0);
        for (int row = 0; row < rows.length; row += out.length) {
            for (int i = 0; i < out.length; i++) {
                out[i] += rows[row + i];
            }
        }
    }

    private static void throughRelu(float[] slopes, float[] values) {
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = values[i] > 0 ? slopes[i] : 0;
        }
    }

    private static void throughTanh(float[] slopes, float[] values) {
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] *= 1 - values[i] * values[i];
        }
    }

    private void descend(float[] weights, float[] gradient) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] -= rate * gradient[i];
        }
    }

    private void adam(float[] weights, float[] gradient, float[] mean, float[] square) {
        float size = (float) (rate / (1 - Math.pow(BETA_1, step)));
        float root = (float) Math.sqrt(1 - Math.pow(BETA_2, step));
        for (int i = 0; i < weights.length; i++) {
            float g = gradient[i];
            float m = Math.fma(1 - BETA_1, g - mean[i], mean[i]);
            float v = Math.fma(1 - BETA_2, g * g, BETA_2 * square[i]);
            mean[i] = m;
            square[i] = v;
            weights[i] -= size * m / ((float) Math.sqrt(v) / root + EPSILON);
        }
    }
}
