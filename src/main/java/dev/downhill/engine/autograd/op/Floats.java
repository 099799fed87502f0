package dev.downhill.engine.autograd.op;

/** Numbers of an interpreted graph in the arrays that a kernel in single precision takes. */
final class Floats {
    private Floats() {}

    static float[] of(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    static void copy(float[] from, double[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] = from[i];
        }
    }
}
