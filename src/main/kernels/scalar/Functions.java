package dev.downhill.engine.kernel.@dtype@.scalar;

/** Functions of many numbers, one after the other. */
public final class Functions {
    private Functions() {}

    public static void exp(@real@[] x, @real@[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (@real@) Math.exp(x[i]);
        }
    }

    public static void log(@real@[] x, @real@[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (@real@) Math.log(x[i]);
        }
    }

    public static void tanh(@real@[] x, @real@[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (@real@) Math.tanh(x[i]);
        }
    }

    public static void sigmoid(@real@[] x, @real@[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (@real@) (1 / (1 + Math.exp(-x[i])));
        }
    }
}
