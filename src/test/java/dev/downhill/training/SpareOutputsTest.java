package dev.downhill.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Models with more outputs than there are classes, which cross entropy allows. */
class SpareOutputsTest {
    @Test
    void spareOutputsAreNeverWritten() {
        JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree("""
                {"model": {"layers": [{"type": "embedding", "embeddingDim": 2}, {"type": "flatten"}, {"type": "linear", "units": 9}]},
                 "data": {"text": "abababab", "context": 2}, "steps": 3}"""));

        TrainingResult result = new Trainer(job).run(Interruption.NEVER);

        assertThat(Objects.requireNonNull(result.sample())).matches("[ab]+");
    }
}
