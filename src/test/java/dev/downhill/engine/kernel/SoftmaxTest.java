package dev.downhill.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.engine.kernel.float64.scalar.Functions;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Softmax by vectors, by plain loops and by the interpreter's loops. */
class SoftmaxTest {
    @Test
    void allImplementationsHaveTheSameBits() {
        var random = new SplittableRandom(9);
        for (int columns : new int[] {1, 2, 13, 207}) {
            int size = 11 * columns;
            double[] x = random.doubles(size, -40, 40).toArray();
            x[0] = Double.NEGATIVE_INFINITY;
            x[size - 1] = Double.POSITIVE_INFINITY;
            double[] expected = new double[size];
            double[] out = new double[size];

            SoftmaxLoops.softmax(x, columns, Functions::exp, expected);
            dev.downhill.engine.kernel.float64.vector.Rows.softmax(x, out, size, columns);
            assertThat(out).isEqualTo(expected);
            dev.downhill.engine.kernel.float64.scalar.Rows.softmax(x, out, size, columns);
            assertThat(out).isEqualTo(expected);

            SoftmaxLoops.logSoftmax(x, columns, Functions::exp, expected);
            dev.downhill.engine.kernel.float64.vector.Rows.logSoftmax(x, out, size, columns);
            assertThat(out).isEqualTo(expected);
            dev.downhill.engine.kernel.float64.scalar.Rows.logSoftmax(x, out, size, columns);
            assertThat(out).isEqualTo(expected);
        }
    }

    @Test
    void aSmallProbabilityIsNotLostBesideACertainty() {
        double[] out = new double[2];
        SoftmaxLoops.logSoftmax(new double[] {50, 0}, 2, Functions::exp, out);

        assertThat(out[0]).isEqualTo(-StrictMath.exp(-50));
        assertThat(out[1]).isEqualTo(-50);
    }
}
