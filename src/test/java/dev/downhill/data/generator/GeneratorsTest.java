package dev.downhill.data.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorsTest {
    static List<Generator> generators() {
        return Generators.ALL;
    }

    @ParameterizedTest
    @MethodSource("generators")
    void sameSeedGivesTheSameRows(Generator generator) {
        Dataset rows = generator.generate(101, 0.1, new SplittableRandom(1));
        Dataset again = generator.generate(101, 0.1, new SplittableRandom(1));

        assertThat(rows.rows()).isEqualTo(101);
        assertThat(rows.features().rows()).isEqualTo(101);
        assertThat(rows.features().values()).isEqualTo(again.features().values());
        assertThat(rows.target().values()).isEqualTo(again.target().values());
    }

    @ParameterizedTest
    @MethodSource("generators")
    void everyClassHasItsShareOfTheRows(Generator generator) {
        Dataset rows = generator.generate(300, 0, new SplittableRandom(2));
        for (int c = 0; c < rows.classes().size(); c++) {
            int number = c;
            long count = Arrays.stream(rows.target().values())
                    .filter(y -> y == number)
                    .count();
            assertThat(count).isBetween(75L, 225L);
        }
    }

    @Test
    void circleWithoutNoiseIsADiscWithinARing() {
        Dataset rows = circle(3);
        double[] x = rows.features().values();
        for (int i = 0; i < rows.rows(); i++) {
            double distance = Math.hypot(x[2 * i], x[2 * i + 1]);
            assertThat(rows.target().values()[i]).isEqualTo(distance < 2.5 ? 1 : 0);
            assertThat(distance < 2.5 || distance >= 3.5).isTrue();
        }
    }

    @Test
    void theClassOfASequenceOfBitsIsItsFirst() {
        Dataset rows = Objects.requireNonNull(Generators.named("bit")).generate(100, 0, new SplittableRandom(4));
        double[] x = rows.features().values();
        for (int i = 0; i < rows.rows(); i++) {
            assertThat(rows.target().values()[i]).isEqualTo(x[20 * i] > 0 ? 1 : 0);
        }
        assertThat(x).hasSize(2000).containsOnly(-1, 1);
    }

    private static Dataset circle(long seed) {
        Generator circle = Generators.ALL.stream()
                .filter(g -> g.name().equals("circle"))
                .findFirst()
                .orElseThrow();
        return circle.generate(200, 0, new SplittableRandom(seed));
    }
}
