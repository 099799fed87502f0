package dev.downhill.specification.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.replay.Replay;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Layers of images and sequences in a specification: what does not fit, and statistics that a run keeps. */
class LayersReaderTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String IMAGES = "{'type': 'unflatten', 'shape': [2, 3, 3]}, ";
    private static final String WORDS = "{'type': 'embedding', 'numEmbeddings': 20, 'embeddingDim': 6}, ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "IMAGES {'type': 'conv2d', 'outChannels': 2, 'kernelSize': 6, 'padding': 1} | /model/layers/1 | (6, 6) | (1, 2, 3, 3)",
                "IMAGES {'type': 'conv2d', 'outChannels': 4, 'kernelSize': 2, 'groups': 4} | /model/layers/1 | 4 groups | 2 channels",
                "IMAGES {'type': 'maxPool2d', 'kernelSize': [2, 5]} | /model/layers/1 | (2, 5) | (1, 2, 3, 3)",
                "IMAGES {'type': 'maxPool2d', 'kernelSize': 3, 'padding': 2} | /model/layers/1 | 2 | 3",
                "IMAGES {'type': 'conv2d', 'outChannels': 2, 'kernelSize': 2, 'stride': 2, 'padding': 'same'} | /model/layers/1 | same | 2",
                "IMAGES {'type': 'conv2d', 'outChannels': 2, 'kernelSize': [2, 2, 2]} | /model/layers/1/kernelSize | 2 | 3",
                "{'type': 'unflatten', 'shape': [4, 4]} | /model/layers/0 | 18 numbers | (4, 4)",
                "{'type': 'conv1d', 'outChannels': 2, 'kernelSize': 2} | /model/layers/0 | (1, 18) | channels",
                "WORDS {'type': 'multiheadAttention', 'numHeads': 4} | /model/layers/1 | 4 heads | (1, 18, 6)",
                "WORDS {'type': 'positionalEmbedding', 'numEmbeddings': 5} | /model/layers/1 | (5, 6) | (1, 18, 6)",
                "WORDS {'type': 'lstm', 'units': 3, 'returnSequences': true} | /model | (4, 18, 3) | (4,)",
                "WORDS {'type': 'residual', 'layers': [{'type': 'linear', 'units': 3}]} | /model/layers/1 | (1, 18, 6) | (1, 18, 3)",
                "WORDS {'type': 'rnn', 'units': 3, 'weight_hh_l0': [[1, 2]]} | /model/layers/1/weight_hh_l0 | (1, 2) | (3, 3)",
                "WORDS {'type': 'rnn', 'units': 3, 'in_proj_bias': [1]} | /model/layers/1/in_proj_bias | in_proj_bias | parameter",
                "WORDS {'type': 'embedding', 'embeddingDim': 2} | /model/layers/1 | whole numbers | first layer",
                "{'type': 'linear', 'units': 18}, {'type': 'residual', 'layers': [{'type': 'embedding', 'embeddingDim': 1}, {'type': 'flatten'}]} | /model/layers/1/layers/0 | whole numbers | first layer",
                "{'type': 'residual', 'layers': [{'type': 'embedding', 'numEmbeddings': 2, 'embeddingDim': 1}, {'type': 'flatten'}]} | /data | 'x' has | from 0 to 1",
                "{'type': 'linear', 'units': 3}, {'type': 'batchNorm'} | /model/layers/1 | (1, 3) | (2, 3)",
            })
    void saysWhatDoesNotFit(String layers, String pointer, String one, String other) {
        String text = layers.replace("IMAGES", IMAGES).replace("WORDS", WORDS);
        InvalidSpecification refused =
                catchThrowableOfType(InvalidSpecification.class, () -> read(text, "'crossEntropy'", 3));

        assertThat(refused.faults()).extracting(Fault::pointer).contains(pointer);
        Fault fault = refused.faults().stream()
                .filter(found -> found.pointer().equals(pointer))
                .findFirst()
                .orElseThrow();
        assertThat(fault.message()).contains(one, other);
    }

    @Test
    void saysHowManyWeightsTheClassesNeed() {
        InvalidSpecification refused = catchThrowableOfType(
                InvalidSpecification.class,
                () -> read("{'type': 'linear', 'units': 3}", "{'type': 'crossEntropy', 'classWeights': [1, 2]}", 4));

        assertThat(refused.faults().getFirst().pointer()).isEqualTo("/loss/classWeights");
        assertThat(refused.faults().getFirst().message()).contains("(2,)", "(4, 3)");
    }

    @Test
    void aSpecificationComesBackTheSame() {
        JobSpecification job = read(
                WORDS + "{'type': 'positionalEmbedding'}, {'type': 'residual', 'layers': [{'type': 'rmsNorm'},"
                        + " {'type': 'multiheadAttention', 'numHeads': 2}]}, {'type': 'gru', 'units': 3}",
                "'crossEntropy'",
                4);
        JobSpecification again =
                new SpecificationReader(Limits.DEFAULT).read(job.text().json());

        assertThat(again.text().text()).isEqualTo(job.text().text());
        assertThat(again.parameterNames()).contains("2.0.weight", "2.1.out_proj.bias", "3.weight_ih_l0");
    }

    @Test
    void aStateHoldsTheRunningStatistics() {
        JobSpecification job = read(
                "{'type': 'linear', 'units': 5}, {'type': 'batchNorm'}, {'type': 'linear', 'units': 3}",
                "'crossEntropy'",
                2);
        var trainer = new Trainer(job);
        TrainingResult result = trainer.run(Interruption.NEVER);
        Checkpoint middle = trainer.checkpoints().upTo(20);
        var replay = new Replay(job, middle);
        assertThat(replay.advanceTo(job.steps(), Interruption.NEVER)).isNull();

        assertThat(job.parameterNames()).doesNotContain("1.running_mean");
        assertThat(middle.step()).isEqualTo(16);
        for (String name : new String[] {"1.running_mean", "1.running_var", "0.weight"}) {
            double[] end =
                    Objects.requireNonNull(result.checkpoint().parameters().get(name));
            assertThat(replay.checkpoint().parameters().get(name)).containsExactly(end);
            assertThat(end).isNotEqualTo(middle.parameters().get(name));
        }
    }

    @Test
    void aTextHasATargetForEveryPosition() {
        JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(JSON.readTree("""
                {"model": {"layers": [
                   {"type": "embedding", "embeddingDim": 8}, {"type": "positionalEmbedding"},
                   {"type": "residual", "layers": [
                     {"type": "layerNorm"}, {"type": "multiheadAttention", "numHeads": 2, "causal": true}]},
                   {"type": "linear", "units": 4}]},
                 "data": {"text": "abcdabcdabcdabcdabcdabcd", "context": 5, "predict": "every"},
                 "optimizer": {"type": "adam", "learningRate": 0.02}, "steps": 200}"""));
        TrainingResult result = new Trainer(job).run(Interruption.NEVER);

        assertThat(job.data().training().target().dims(19)).containsExactly(19, 5);
        assertThat(result.metrics().get("accuracy")).isEqualTo(1.0);
        assertThat(result.sample()).startsWith("abcdabcdabcdabcd");
    }

    @Test
    void anEmbeddingHasVectorsForTheTestRowsToo() {
        for (int seed = 0; seed < 8; seed++) {
            JobSpecification job = new SpecificationReader(Limits.DEFAULT)
                    .read(JSON.readTree("""
                    {"model": {"layers": [{"type": "embedding", "embeddingDim": 1}, {"type": "flatten"},
                                          {"type": "linear", "units": 1}]},
                     "data": {"x": [[0, 1], [1, 2], [2, 9], [3, 1]], "y": [0, 1, 2, 3], "testFraction": 0.5},
                     "steps": 2, "seed": SEED}""".replace("SEED", Integer.toString(seed))));

            assertThat(job.model().parameters().getFirst().initial().shape().dim(0))
                    .isEqualTo(10);
            assertThat(new Trainer(job).run(Interruption.NEVER).metrics()).containsKey("testLoss");
        }
    }

    private static JobSpecification read(String layers, String loss, int batch) {
        String specification = """
                {'model': {'layers': [LAYERS]},
                 'data': {'x': [[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17],
                                [1,1,2,3,5,5,6,7,8,9,11,11,12,13,14,15,16,17],
                                [3,1,2,3,4,5,6,7,8,9,10,11,12,3,14,15,16,17],
                                [5,1,2,9,4,5,6,7,8,9,10,11,12,13,14,1,16,17]], 'y': [0, 1, 2, 1]},
                 'loss': LOSS, 'batchSize': BATCH, 'shuffle': false, 'steps': 40}""".replace("LAYERS", layers)
                .replace("LOSS", loss)
                .replace("BATCH", Integer.toString(batch))
                .replace('\'', '"');
        return new SpecificationReader(Limits.DEFAULT).read(JSON.readTree(specification));
    }
}
