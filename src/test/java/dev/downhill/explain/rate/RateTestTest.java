package dev.downhill.explain.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomSpecifications;
import dev.downhill.specification.reading.SpecificationReader;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RateTestTest {
    private static final long SECOND = 1_000_000_000L;

    private static JobSpecification read(String json) {
        return new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
    }

    /** (w x - y)^2 has the second derivative 2 x^2, and GD multiplies the distance by 1 - 2 x^2 rate. */
    @ParameterizedTest
    @CsvSource({"2, float64", "0.5, float64", "7, float32"})
    void parabolaDivergesAboveItsLimit(double x, String dtype) {
        JobSpecification job = read("""
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [%s], "y": [6.0]}, "dtype": "%s"}""".formatted(x, dtype));
        var rates = new RateRange(1e-4, 100, 60);
        double factor = Math.exp(rates.step());

        RateTest test = RateTest.of(job, rates, SECOND);

        double limit = 1 / (x * x);
        assertThat(test.sharpness()).isCloseTo(2 * x * x, within(1e-6));
        assertThat(test.limit()).isCloseTo(limit, within(1e-6));
        assertThat(test.diverges()).isBetween(limit, limit * factor * factor);
        assertThat(test.steepest()).isLessThan(limit);
        double w = 0;
        for (int i = 0; i < 20; i++) {
            double error = w * x - 6;
            assertThat(test.loss().get(i)).isCloseTo(error * error, within(1e-4));
            w -= test.learningRate().get(i) * 2 * x * error;
        }
        assertThat(test.smoothedLoss()).isEqualTo(test.loss());
    }

    @Test
    void ratesGrowByTheSameFactor() {
        var rates = new RateRange(1e-7, 10, 100);

        assertThat(rates.at(0)).isEqualTo(1e-7);
        assertThat(rates.at(99)).isCloseTo(10, within(1e-12));
        assertThat(rates.at(31) / rates.at(30)).isCloseTo(rates.at(1) / rates.at(0), within(1e-12));
    }

    /** The formula of fastai's Recorder: a mean with weights 0.98^k, divided by their sum. */
    @Test
    void lossesOfBatchesAreSmoothed() {
        JobSpecification job = read("""
                {"model": {"layers": [{"type": "linear", "units": 8, "activation": "tanh"}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "spiral", "n": 60}, "loss": "crossEntropy", "batchSize": 10, "steps": 3, "seed": 4}""");

        RateTest test = RateTest.of(job, new RateRange(1e-4, 50, 80), SECOND);

        for (int i = 0; i < test.loss().size(); i++) {
            double sum = 0;
            double weights = 0;
            for (int k = 0; k <= i; k++) {
                double weight = Math.pow(0.98, i - k);
                sum += weight * test.loss().get(k);
                weights += weight;
            }
            assertThat(test.smoothedLoss().get(i)).isCloseTo(sum / weights, within(1e-9 * (1 + sum)));
        }
        assertThat(test.steepest()).isNotNull();
    }

    @Test
    void anySpecificationCanBeTested() {
        int found = 0;
        for (long seed = 0; seed < 40; seed++) {
            JobSpecification job = read(RandomSpecifications.specification(seed));
            var rates = new RateRange(1e-5, 1e5, 30);

            RateTest test = RateTest.of(job, rates, SECOND / 20);

            List<Double> tried = test.learningRate();
            assertThat(test.loss()).hasSameSizeAs(tried).allMatch(Double::isFinite);
            assertThat(test.smoothedLoss()).hasSameSizeAs(tried);
            if (test.diverges() != null) {
                assertThat(test.diverges()).isBetween(rates.from(), rates.to() * (1 + 1e-9));
                found++;
            }
            if (test.steepest() != null) {
                assertThat(tried).contains(test.steepest());
            }
            assertThat(RateTest.of(job, rates, SECOND / 20).loss()).isEqualTo(test.loss());
        }
        assertThat(found).isPositive();
    }

    @Test
    void interruptedTestIsCancelled() {
        JobSpecification job = read("""
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]}}""");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> RateTest.of(job, new RateRange(1e-4, 1, 50), SECOND))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
