package dev.downhill.engine.autograd;

/** The precision in which a graph is executed. */
public enum DType {
    /** Double precision: 64 bits, about 16 digits. */
    FLOAT64("float64") {
        @Override
        public double round(double value) {
            return value;
        }
    },
    /** Single precision: 32 bits, about 7 digits. A value is a double that a float can hold. */
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

    /** Returns the nearest number that this type can hold; an infinity if the number is too large for it. */
    public abstract double round(double value);

    /** Returns the numbers, each rounded, in an array of their own. */
    public double[] round(double[] values) {
        double[] rounded = values.clone();
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = round(rounded[i]);
        }
        return rounded;
    }

    /** Returns the name that PyTorch and NumPy use. */
    public String text() {
        return text;
    }
}
