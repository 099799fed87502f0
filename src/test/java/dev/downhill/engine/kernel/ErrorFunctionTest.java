package dev.downhill.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFunctionTest {
    /** Abramowitz and Stegun, table 7.1, and tails from the NIST Digital Library of Mathematical Functions 7.23. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.1, 0.1124629160182849",
        "0.5, 0.5204998778130465",
        "1, 0.8427007929497149",
        "2, 0.9953222650189527",
        "2.9999, 0.9999778955735178",
        "3, 0.9999779095030014",
        "4, 0.9999999845827421",
        "6, 1"
    })
    void erfIsExactToTheLastDigits(double x, double erf) {
        assertThat(ErrorFunction.erf(x)).isCloseTo(erf, within(4e-16));
        assertThat(ErrorFunction.erf(-x)).isCloseTo(-erf, within(4e-16));
    }
}
