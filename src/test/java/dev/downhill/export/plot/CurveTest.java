package dev.downhill.export.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static final int POINTS = 100_000;
    private static final int STRETCHES = 200;

    private static double[] wandering() {
        var random = new SplittableRandom(1);
        double[] y = new double[POINTS];
        for (int i = 1; i < POINTS; i++) {
            y[i] = y[i - 1] + random.nextGaussian();
        }
        return y;
    }

    private static Curve thin(double[] y, Scale scale) {
        return Curve.of("w", y.length, i -> i, i -> y[i], scale, STRETCHES);
    }

    @Test
    void everyStretchKeepsItsEndsAndExtremes() {
        double[] y = wandering();

        Curve thin = thin(y, Scale.LINEAR);

        assertThat(thin.points()).isLessThanOrEqualTo(4 * STRETCHES);
        int length = POINTS / STRETCHES;
        for (int s = 0; s < STRETCHES; s++) {
            double[] whole = Arrays.copyOfRange(y, s * length, (s + 1) * length);
            int from = s * length;
            double[] kept = Arrays.stream(thin.x())
                    .filter(x -> x >= from && x < from + length)
                    .map(x -> y[(int) x])
                    .toArray();
            assertThat(kept).contains(whole[0], whole[length - 1]);
            assertThat(Arrays.stream(kept).min()).isEqualTo(Arrays.stream(whole).min());
            assertThat(Arrays.stream(kept).max()).isEqualTo(Arrays.stream(whole).max());
        }
        assertThat(thin.x()).isSorted();
    }

    @Test
    void fewPointsStayAsTheyAre() {
        Curve curve = thin(new double[] {3, 1, 2}, Scale.LINEAR);

        assertThat(curve.x()).containsExactly(0, 1, 2);
        assertThat(curve.y()).containsExactly(3, 1, 2);
    }

    @Test
    void keepsTheLeastPositiveValueOnALogarithmicScale() {
        double[] y = new double[POINTS];
        Arrays.setAll(y, i -> i % 3 == 0 ? 0 : 1 + i % 7);
        y[50_000] = 1e-9;

        assertThat(thin(y, Scale.LOG).y()).contains(1e-9);
    }

    @Test
    void thinningEndsWhenItsTimeIsOver() {
        double[] y = wandering();
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> thin(y, Scale.LINEAR));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void labelsCanStandInADocument() {
        assertThat(new Curve("a\u0001\ud800b", new double[0], new double[0]).label())
                .isEqualTo("a\ufffd\ufffdb");
    }
}
