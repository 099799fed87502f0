package dev.downhill.bench;

/** The first lesson as a Java programmer would write it: forward, loss, backward, update, and what is recorded. */
final class HandwrittenLesson implements Subject {
    private final int steps;
    private double kept;

    HandwrittenLesson(Workload workload) {
        this.steps = workload.steps();
    }

    @Override
    public double nanosecondsPerStep() {
        long begun = System.nanoTime();
        double[] losses = new double[steps];
        double[] weights = new double[steps];
        kept = train(2, 6, 1e-7f, losses, weights);
        return (double) (System.nanoTime() - begun) / steps;
    }

    double kept() {
        return kept;
    }

    private static float train(float x, float y, float rate, double[] losses, double[] weights) {
        float w = 0;
        for (int step = 0; step < losses.length; step++) {
            float error = w * x - y;
            float loss = error * error;
            float gradient = 2 * error * x;
            float next = w - rate * gradient;
            if (!Float.isFinite(loss) || !Float.isFinite(next)) {
                break;
            }
            w = next;
            losses[step] = loss;
            weights[step] = w;
        }
        return w;
    }
}
