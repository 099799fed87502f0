package dev.downhill.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Exponentials, tangents and logistic functions: one number against many, many against a library's. */
class FunctionsTest {
    private static final int[] SIZES = {1, 13, 207, 4098};

    /** A kernel of doubles, that of floats, one number of each, and what it should be. */
    @SuppressWarnings("ImmutableEnumChecker") // Its functions hold no state.
    enum Function {
        EXP(
                dev.downhill.engine.kernel.float64.vector.Functions::exp,
                dev.downhill.engine.kernel.float64.scalar.Functions::exp,
                dev.downhill.engine.kernel.float32.vector.Functions::exp,
                x -> dev.downhill.engine.kernel.float32.scalar.Functions.exp((float) x),
                dev.downhill.engine.kernel.float64.scalar.Functions::exp,
                StrictMath::exp),
        TANH(
                dev.downhill.engine.kernel.float64.vector.Functions::tanh,
                dev.downhill.engine.kernel.float64.scalar.Functions::tanh,
                dev.downhill.engine.kernel.float32.vector.Functions::tanh,
                x -> dev.downhill.engine.kernel.float32.scalar.Functions.tanh((float) x),
                dev.downhill.engine.kernel.float64.scalar.Functions::tanh,
                StrictMath::tanh),
        SIGMOID(
                dev.downhill.engine.kernel.float64.vector.Functions::sigmoid,
                dev.downhill.engine.kernel.float64.scalar.Functions::sigmoid,
                dev.downhill.engine.kernel.float32.vector.Functions::sigmoid,
                x -> dev.downhill.engine.kernel.float32.scalar.Functions.sigmoid((float) x),
                dev.downhill.engine.kernel.float64.scalar.Functions::sigmoid,
                x -> x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x)));

        private final Doubles vectors;
        private final Doubles scalars;
        private final Floats floatVectors;
        private final DoubleUnaryOperator oneFloat;
        private final DoubleUnaryOperator one;
        private final DoubleUnaryOperator exact;

        Function(
                Doubles vectors,
                Doubles scalars,
                Floats floatVectors,
                DoubleUnaryOperator oneFloat,
                DoubleUnaryOperator one,
                DoubleUnaryOperator exact) {
            this.vectors = vectors;
            this.scalars = scalars;
            this.floatVectors = floatVectors;
            this.oneFloat = oneFloat;
            this.one = one;
            this.exact = exact;
        }
    }

    interface Doubles {
        void apply(double[] x, double[] out, int n);
    }

    interface Floats {
        void apply(float[] x, float[] out, int n);
    }

    private static double[] numbers(int size) {
        var random = new SplittableRandom(5);
        double[] x = random.doubles(size, -750, 750).toArray();
        for (int i = 0; i < size; i += 2) {
            x[i] = random.nextDouble(-3, 3) * Math.pow(10, random.nextInt(-12, 2));
        }
        double[] edges = {0, -0.0, 1e300, -1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, -744};
        System.arraycopy(edges, 0, x, 0, Math.min(size, edges.length));
        return x;
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void arraysOfDoublesHaveTheBitsOfSingleCalls(Function function) {
        for (int size : SIZES) {
            double[] x = numbers(size);
            double[] out = new double[size];
            double[] one = new double[size];
            for (int i = 0; i < size; i++) {
                one[i] = function.one.applyAsDouble(x[i]);
            }
            for (int round = 0; round < 300; round++) {
                function.vectors.apply(x, out, size);
                if (round % 100 == 0) {
                    assertThat(out).as("vectors of %d, round %d", size, round).isEqualTo(one);
                }
            }
            function.scalars.apply(x, out, size);
            assertThat(out).as("loops of %d", size).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void arraysOfFloatsHaveTheBitsOfSingleCalls(Function function) {
        for (int size : SIZES) {
            double[] x = numbers(size);
            float[] floats = new float[size];
            float[] out = new float[size];
            float[] one = new float[size];
            for (int i = 0; i < size; i++) {
                floats[i] = (float) x[i];
                one[i] = (float) function.oneFloat.applyAsDouble(floats[i]);
            }
            for (int round = 0; round < 300; round++) {
                function.floatVectors.apply(floats, out, size);
                if (round % 100 == 0) {
                    assertThat(out).as("vectors of %d, round %d", size, round).isEqualTo(one);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void doublesAreWithinThreeUnitsInTheLastPlace(Function function) {
        for (double x : numbers(20_000)) {
            double found = function.one.applyAsDouble(x);
            double expected = function.exact.applyAsDouble(x);
            if (Double.isFinite(expected)) {
                assertThat(Math.abs(found - expected))
                        .as("at %s: %s against %s", x, found, expected)
                        .isLessThanOrEqualTo(3 * Math.ulp(expected));
            } else {
                assertThat(Double.valueOf(found)).isEqualTo(Double.valueOf(expected));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void floatsAreWithinThreeUnitsInTheLastPlace(Function function) {
        for (double number : numbers(20_000)) {
            float x = (float) number;
            float found = (float) function.oneFloat.applyAsDouble(x);
            float expected = (float) function.exact.applyAsDouble(x);
            if (Float.isFinite(expected)) {
                assertThat(Math.abs(found - expected))
                        .as("at %s: %s against %s", x, found, expected)
                        .isLessThanOrEqualTo(3 * Math.ulp(expected));
            } else {
                assertThat(Float.valueOf(found)).isEqualTo(Float.valueOf(expected));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"EXP, -80, 88, 1", "EXP, -1, 1, 1", "TANH, -10, 10, 2.5", "SIGMOID, -80, 20, 2.5"})
    void floatsAreNearTheExactValue(Function function, double least, double greatest, double units) {
        var random = new SplittableRandom(6);
        float[] x = new float[300_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextDouble(least, greatest);
        }
        float[] found = new float[x.length];
        function.floatVectors.apply(x, found, x.length);

        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            double expected = function.exact.applyAsDouble(x[i]);
            worst = Math.max(worst, Math.abs(found[i] - expected) / Math.ulp((float) expected));
        }
        assertThat(worst).as("units in the last place").isLessThanOrEqualTo(units);
    }
}
