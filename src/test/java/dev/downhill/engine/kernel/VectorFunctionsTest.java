package dev.downhill.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.engine.kernel.float64.vector.Functions;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class VectorFunctionsTest {
    private static final int MANY = 20_000;

    private interface Kernel {
        void apply(double[] x, double[] out, int n);
    }

    private static double[] numbers() {
        var random = new SplittableRandom(5);
        double[] x = random.doubles(MANY, -750, 750).toArray();
        for (int i = 0; i < MANY; i += 2) {
            x[i] = random.nextDouble(-3, 3) * Math.pow(10, random.nextInt(-12, 2));
        }
        double[] edges = {0, -0.0, 1e300, -1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, -744};
        System.arraycopy(edges, 0, x, 0, edges.length);
        return x;
    }

    private static void check(Kernel kernel, DoubleUnaryOperator exact) {
        double[] x = numbers();
        double[] first = new double[MANY];
        double[] last = new double[MANY];
        kernel.apply(x, first, MANY);
        for (int i = 0; i < 300; i++) {
            kernel.apply(x, last, MANY);
        }

        assertThat(last).as("before and after it was compiled").isEqualTo(first);
        for (int i = 0; i < MANY; i++) {
            double expected = exact.applyAsDouble(x[i]);
            if (Double.isFinite(expected)) {
                assertThat(Math.abs(first[i] - expected))
                        .as("at %s: %s against %s", x[i], first[i], expected)
                        .isLessThanOrEqualTo(3 * Math.ulp(expected));
            } else {
                assertThat(Double.valueOf(first[i])).isEqualTo(Double.valueOf(expected));
            }
        }
    }

    @Test
    void exponentialsAreTheSameToTheLastBitBeforeAndAfterCompilation() {
        check(Functions::exp, StrictMath::exp);
    }

    @Test
    void hyperbolicTangentsAreTheSameToTheLastBitBeforeAndAfterCompilation() {
        check(Functions::tanh, StrictMath::tanh);
    }

    @Test
    void sigmoidsAreTheSameToTheLastBitBeforeAndAfterCompilation() {
        check(Functions::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)));
    }

    @Test
    void zeroKeepsItsSign() {
        double[] zeros = new double[16];
        Arrays.fill(zeros, -0.0);
        double[] out = new double[16];
        Functions.tanh(zeros, out, 16);
        assertThat(out).containsOnly(-0.0);
    }
}
