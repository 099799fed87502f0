package dev.downhill.training.step;

import static org.assertj.core.api.Assertions.assertThat;

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
}
