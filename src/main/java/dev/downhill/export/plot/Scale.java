package dev.downhill.export.plot;

/** Maps a value to a height. */
public enum Scale {
    LINEAR {
        @Override
        double height(double value) {
            return value;
        }

        @Override
        double value(double height) {
            return height;
        }
    },
    /** Equal ratios are equal distances. */
    LOG {
        @Override
        double height(double value) {
            return value > 0 ? Math.log10(value) : Double.NaN;
        }

        @Override
        double value(double height) {
            return Math.pow(10, height);
        }
    };

    /** Returns where a value stands; not a number where it has no place. */
    abstract double height(double value);

    /** Returns the value at a height. */
    abstract double value(double height);
}
