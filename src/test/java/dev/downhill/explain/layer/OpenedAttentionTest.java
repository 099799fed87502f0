package dev.downhill.explain.layer;

import static dev.downhill.explain.layer.OpenedStep.assertClose;
import static dev.downhill.explain.layer.OpenedStep.dot;
import static dev.downhill.explain.layer.OpenedStep.number;
import static dev.downhill.explain.layer.OpenedStep.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.explain.layer.OpenedAttention.Head;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Attention opened: weights, queries, keys and values of each head, and the projection. */
class OpenedAttentionTest {
    private static final int SEEDS = 8;

    @Test
    void rowsOfWeightsAddUpToOneAndMixTheValues() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            int heads = random.nextInt(1, 4);
            int width = heads * random.nextInt(1, 4);
            int length = random.nextInt(2, 6);
            boolean causal = seed % 2 == 0;
            OpenedStep step = OpenedStep.of(
                    """
                    {"type": "unflatten", "shape": [%d, %d]},
                    {"type": "residual", "layers": [{"type": "layerNorm"},
                     {"type": "multiheadAttention", "numHeads": %d, "causal": %s, "bias": %s}]}""".formatted(length, width, heads, causal, seed % 3 == 0), 2, length * width, random);
            int position = random.nextInt(length);
            OpenedLayer layer = step.open(1, "1.1", position + "," + random.nextInt(width));
            var opened = Objects.requireNonNull((OpenedAttention) layer.arithmetic());
            assertThat(layer.layer()).isEqualTo("1.1.multiheadAttention");
            for (Head head : opened.heads()) {
                check(opened, head, length, width / heads, causal);
            }
            double bias = opened.bias() == null ? 0 : opened.bias();
            assertClose(
                    number(layer.value()),
                    Arrays.stream(numbers(opened.products())).sum() + bias,
                    "value");
            assertClose(
                    Arrays.stream(numbers(opened.products())).sum(),
                    dot(numbers(opened.mixed()), numbers(opened.kernel())),
                    "products");
        }
    }

    private static void check(OpenedAttention opened, Head head, int length, int each, boolean causal) {
        double[] table = numbers(head.weights());
        for (int i = 0; i < length; i++) {
            double[] row = Arrays.copyOfRange(table, i * length, (i + 1) * length);
            assertClose(Arrays.stream(row).sum(), 1, "row " + i);
            if (causal) {
                assertThat(Arrays.stream(row).skip(i + 1).filter(weight -> weight != 0))
                        .isEmpty();
            }
        }
        int position = opened.position();
        double[] weights = Arrays.copyOfRange(table, position * length, (position + 1) * length);
        double[] keys = numbers(head.keys());
        double[] values = numbers(head.values());
        double[] scores = numbers(head.scores());
        double[] mixed = new double[each];
        double[] weightsGradient = new double[length];
        double[] output = numbers(opened.mixedGradient());
        double[] own = Arrays.copyOfRange(output, head.head() * each, (head.head() + 1) * each);
        for (int j = 0; j < length; j++) {
            double[] key = Arrays.copyOfRange(keys, j * each, (j + 1) * each);
            double[] value = Arrays.copyOfRange(values, j * each, (j + 1) * each);
            if (causal && j > position) {
                assertThat(scores[j]).isNaN();
            } else {
                assertClose(scores[j], opened.scale() * dot(numbers(head.query()), key), "score " + j);
            }
            for (int i = 0; i < each; i++) {
                mixed[i] += weights[j] * value[i];
            }
            weightsGradient[j] = dot(own, value);
        }
        assertClose(numbers(head.output()), mixed, "output");
        assertClose(
                numbers(head.output()),
                Arrays.copyOfRange(numbers(opened.mixed()), head.head() * each, (head.head() + 1) * each),
                "mixed");
        assertClose(numbers(head.weightsGradient()), weightsGradient, "gradient of the weights");
        checkScores(head, length, position, causal, keys, each, opened.scale());
    }

    /** The gradient of the scores comes through the derivative of the softmax, that of the query through the keys. */
    private static void checkScores(
            Head head, int length, int position, boolean causal, double[] keys, int each, double scale) {
        double[] jacobian = numbers(head.derivative());
        double[] arrived = numbers(head.weightsGradient());
        double[] actual = numbers(head.scoresGradient());
        double[] query = new double[each];
        for (int j = 0; j < length; j++) {
            double expected = 0;
            for (int i = 0; i < length; i++) {
                expected += arrived[i] * jacobian[i * length + j];
            }
            assertClose(actual[j], causal && j > position ? 0 : expected, "gradient of score " + j);
            for (int i = 0; i < each; i++) {
                query[i] += actual[j] * scale * keys[j * each + i];
            }
        }
        assertClose(numbers(head.queryGradient()), query, "gradient of the query");
    }
}
