package dev.downhill.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The specifications in {@code examples} learn what they say. */
class ExamplesTest {
    @Test
    void firstLessonFindsThree() {
        TrainingResult result = run("first-lesson");

        assertThat(Objects.requireNonNull(result.checkpoint().parameters().get("w"))[0])
                .isBetween(2.9999, 3.0001);
    }

    @Test
    void spiralIsClassifiedOnTestRows() {
        TrainingResult result = run("spiral");

        assertThat(result.steps()).isLessThan(3000);
        assertThat(metric(result, "testAccuracy")).isGreaterThan(0.97);
    }

    @Test
    void irisIsClassifiedOnTestRows() {
        assertThat(metric(run("iris"), "testAccuracy")).isGreaterThan(0.95);
    }

    @Test
    void digitsAreReadOnTestRows() {
        assertThat(metric(run("digits"), "testAccuracy")).isGreaterThan(0.96);
    }

    @Test
    void autoencoderFindsThePlane() {
        assertThat(run("autoencoder").finalLoss()).isLessThan(1e-4);
    }

    @Test
    void nextCharacterIsGuessedBetterThanFromFrequencies() {
        JobSpecification job = read("next-character");

        TrainingResult result = new Trainer(job).run(Interruption.NEVER);

        assertThat(result.finalLoss()).isLessThan(0.6 * entropyOfLetters(job));
        assertThat(Objects.requireNonNull(result.sample())).startsWith("We th").hasSize(205);
    }

    /** The loss of a model that knows how often each character comes, and nothing else. */
    private static double entropyOfLetters(JobSpecification job) {
        double[] characters = job.data().training().target().values();
        double[] counts = new double[job.data().training().classes().size()];
        for (double character : characters) {
            counts[(int) character]++;
        }
        return Arrays.stream(counts)
                .filter(count -> count > 0)
                .map(count -> -count / characters.length * Math.log(count / characters.length))
                .sum();
    }

    private static double metric(TrainingResult result, String name) {
        return Objects.requireNonNull(result.metrics().get(name), name);
    }

    private static TrainingResult run(String example) {
        return new Trainer(read(example)).run(Interruption.NEVER);
    }

    private static JobSpecification read(String example) {
        var json = new JsonMapper().readTree(Path.of("examples", example + ".json"));
        return new SpecificationReader(Limits.DEFAULT).read(json);
    }
}
