package dev.downhill.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Products by vectors, by plain loops and by the definition: the same bits. */
class ProductTest {
    private static final List<int[]> SIZES = List.of(
            new int[] {1, 1, 1},
            new int[] {1, 207, 1},
            new int[] {13, 1, 13},
            new int[] {13, 13, 207},
            new int[] {207, 13, 1},
            new int[] {4098, 3, 2},
            new int[] {2, 4098, 3},
            new int[] {3, 2, 4098},
            new int[] {207, 130, 33},
            new int[] {1100, 250, 17},
            new int[] {130, 400, 90},
            new int[] {13, 207, 500},
            new int[] {15, 300, 1030},
            new int[] {66, 300, 70},
            new int[] {207, 207, 207});

    @AfterEach
    void allThreadsAgain() {
        Workers.limit(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void everyElementIsAChainOfFusedMultiplyAdds() {
        for (int[] size : SIZES) {
            for (int turned = 0; turned < 4; turned++) {
                for (int threads : new int[] {1, 2}) {
                    Workers.limit(threads);
                    check(size[0], size[1], size[2], (turned & 1) > 0, (turned & 2) > 0);
                }
            }
        }
    }

    private static void check(int rows, int inner, int columns, boolean aTransposed, boolean bTransposed) {
        var random = new SplittableRandom(rows + 31L * inner + columns);
        double[] a =
                random.doubles((long) rows * inner, -1, 1).map(x -> (float) x).toArray();
        double[] b = random.doubles((long) inner * columns, -1, 1)
                .map(x -> (float) x)
                .toArray();
        double[] doubles = new double[rows * columns];
        float[] floats = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                float single = 0;
                for (int k = 0; k < inner; k++) {
                    double left = a[aTransposed ? k * rows + i : i * inner + k];
                    double right = b[bTransposed ? j * inner + k : k * columns + j];
                    sum = Math.fma(left, right, sum);
                    single = Math.fma((float) left, (float) right, single);
                }
                doubles[i * columns + j] = sum;
                floats[i * columns + j] = single;
            }
        }
        String what = rows + " x " + inner + " x " + columns + (aTransposed ? ", A" : "") + (bTransposed ? ", B" : "");
        double[] out = new double[rows * columns];
        dev.downhill.engine.kernel.float64.vector.Product.multiply(
                a, aTransposed, b, bTransposed, out, rows, inner, columns);
        assertThat(out).as("vectors of doubles, %s", what).isEqualTo(doubles);
        dev.downhill.engine.kernel.float64.scalar.Product.multiply(
                a, aTransposed, b, bTransposed, out, rows, inner, columns);
        assertThat(out).as("loops over doubles, %s", what).isEqualTo(doubles);
        float[] singles = new float[rows * columns];
        dev.downhill.engine.kernel.float32.vector.Product.multiply(
                floats(a), aTransposed, floats(b), bTransposed, singles, rows, inner, columns);
        assertThat(singles).as("vectors of floats, %s", what).isEqualTo(floats);
        dev.downhill.engine.kernel.float32.scalar.Product.multiply(
                floats(a), aTransposed, floats(b), bTransposed, singles, rows, inner, columns);
        assertThat(singles).as("loops over floats, %s", what).isEqualTo(floats);
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
