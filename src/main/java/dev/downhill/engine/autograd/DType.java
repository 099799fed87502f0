package dev.downhill.engine.autograd;

import java.util.Arrays;

/** The precision in which a graph is executed. */
public enum DType {
    FLOAT64("float64") {
        @Override
        public double round(double value) {
            return value;
        }
    },
    FLOAT32("float32") {
        @Override
        public double round(double value) {
            return (float) value;
        }
    };

    private final String text;

    DType(String text) {
        this.text = text;
    }

    /** Returns the nearest number that this type can hold. */
    public abstract double round(double value);

    /** Returns the numbers, each rounded, in an array of their own. */
    public double[] round(double[] values) {
        return Arrays.stream(values).map(this::round).toArray();
    }

    /** Returns the name that PyTorch and NumPy use. */
    public String text() {
        return text;
    }
}
