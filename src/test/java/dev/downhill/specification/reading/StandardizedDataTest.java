package dev.downhill.specification.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.data.Partition;
import dev.downhill.specification.Limits;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Standardized inputs where rounding or the range of doubles is in the way. */
class StandardizedDataTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** The mean of six times 0.1 is 0.09999999999999999 in doubles. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 1.1, 5.7, 1e-300, 1e300})
    void aColumnOfEqualNumbersBecomesZeros(double number) {
        for (int rows = 1; rows < 40; rows++) {
            Partition data = standardized(
                    Collections.nCopies(rows, number).toString(),
                    Collections.nCopies(rows, 1).toString());

            assertThat(data.training().inputs().getFirst().values()).containsOnly(0.0);
            assertThat(Objects.requireNonNull(data.standardization())
                            .deviations()
                            .getFirst())
                    .containsExactly(1.0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1e-170", "1e-305", "1e160", "1e307"})
    void anyScaleHasMeanZeroAndDeviationOne(String unit) {
        Partition data =
                standardized("[1e0, 2e0, 6e0]".replace("e0", unit.equals("1") ? "" : unit.substring(1)), "[1, 2, 3]");

        assertThat(data.training().inputs().getFirst().values())
                .containsExactly(
                        new double[] {-0.9258200997725514, -0.4629100498862757, 1.3887301496588271}, within(1e-12));
    }

    @Test
    void numbersThatDifferInTheLastPlaceAreNotEqual() {
        Partition data = standardized("[0.3, 0.30000000000000004]", "[1, 2]");

        assertThat(Math.abs(data.training().inputs().getFirst().values()[0]
                        - data.training().inputs().getFirst().values()[1]))
                .isGreaterThan(0.5);
    }

    private static Partition standardized(String x, String y) {
        return new SpecificationReader(Limits.DEFAULT)
                .read(JSON.readTree("""
                        {"model": {"expression": "w * x", "parameters": {"w": 0}},
                         "data": {"x": X, "y": Y, "standardize": true}, "steps": 1}""".replace("X", x).replace("Y", y)))
                .data();
    }
}
