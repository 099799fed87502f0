package dev.downhill.specification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.engine.autograd.Functions;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RandomSpecificationsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void allAreValidAndMostRunsStayFinite() {
        var reader = new SpecificationReader(Limits.DEFAULT);
        int seeds = 1000;
        int diverged = 0;
        for (long seed = 0; seed < seeds; seed++) {
            String json = RandomSpecifications.specification(seed);
            try {
                var job = reader.read(JSON.readTree(json));
                TrainingResult result = new Trainer(job).run(Interruption.NEVER);
                diverged += result.outcome() == Outcome.DIVERGED ? 1 : 0;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + json, e);
            }
        }

        assertThat(diverged).isBetween(1, seeds / 10);
    }

    @Test
    void everyFunctionOfTheCatalogueIsCalled() {
        String all = LongStream.range(0, 1000)
                .mapToObj(RandomSpecifications::expression)
                .collect(Collectors.joining());

        assertThat(Functions.all()).allSatisfy(function -> assertThat(all).contains(function.name() + "("));
    }
}
