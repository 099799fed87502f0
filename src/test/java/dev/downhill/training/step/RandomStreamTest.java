package dev.downhill.training.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.doubles;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    @Test
    void randomNumbersAreThoseOfSplittableRandom() {
        var expected = new SplittableRandom(42);
        var stream = new RandomStream(42);
        for (int i = 1; i < 1000; i++) {
            assertThat(stream.nextInt(i)).isEqualTo(expected.nextInt(i));
            assertThat(stream.nextDouble()).isEqualTo(expected.nextDouble());
        }
    }

    @Test
    void streamContinuesFromItsPosition() {
        var stream = new RandomStream(7);
        stream.doubles(100).forEach(number -> {});
        var other = new RandomStream(stream.place());
        for (int i = 0; i < 100; i++) {
            assertThat(other.nextInt(10)).isEqualTo(stream.nextInt(10));
        }
    }

    @Test
    void maskComparesTheSameNumbersAndContinuesAfterThem() {
        qt().forAll(longs().all(), integers().between(0, 50), doubles().between(0, 0.999))
                .checkAssert((seed, length, dropped) -> {
                    var stream = new RandomStream(seed);
                    var oneByOne = new RandomStream(seed);
                    double[] mask = new double[length];
                    double[] expected = new double[length];
                    for (int i = 0; i < length; i++) {
                        expected[i] = oneByOne.nextDouble() < dropped ? 0 : 1 / (1 - dropped);
                    }

                    stream.fill(mask, dropped);

                    assertThat(mask).isEqualTo(expected);
                    assertThat(stream.place()).isEqualTo(oneByOne.place());
                });
    }
}
