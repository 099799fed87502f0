package dev.downhill.training.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {
    private static final double[] VALUES = {3, -4, 0, 12};

    @ParameterizedTest
    @ValueSource(ints = {-1070, -1000, -600, -481, -479, 0, 479, 481, 600, 1000, 1019})
    void summaryOfNumbersTimesAPowerOfTwoIsThatManyTimesAsGreat(int power) {
        Summary summary = Summary.of(
                Arrays.stream(VALUES).map(value -> Math.scalb(value, power)).toArray());

        assertThat(summary.norm()).isEqualTo(Math.scalb(13.0, power));
        assertThat(summary.min()).isEqualTo(Math.scalb(-4.0, power));
        assertThat(summary.max()).isEqualTo(Math.scalb(12.0, power));
        Summary plain = Summary.of(VALUES);
        assertThat(summary.mean()).isCloseTo(Math.scalb(plain.mean(), power), near(power));
        assertThat(summary.std()).isCloseTo(Math.scalb(plain.std(), power), near(power));
    }

    /** The smallest doubles have few digits. */
    private static Percentage near(int power) {
        return Percentage.withPercentage(power < -1000 ? 2 : 1e-12);
    }

    @Test
    void leastNumberIsThatOfTheNumbersHoweverGreatTheOthersAre() {
        Summary summary = Summary.of(new double[] {1e-300, 1e300});

        assertThat(summary.min()).isEqualTo(1e-300);
        assertThat(summary.max()).isEqualTo(1e300);
    }

    @Test
    void numberThatIsNotFiniteIsNullByItsName() {
        Summary summary = Summary.of(new double[] {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE});

        assertThat(summary.byName())
                .containsOnlyKeys(Summary.NAMES)
                .containsEntry("norm", null)
                .containsEntry("min", -Double.MAX_VALUE);
        assertThat(summary.mean()).isCloseTo(Double.MAX_VALUE / 3, Percentage.withPercentage(1e-12));
    }
}
