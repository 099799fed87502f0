package dev.downhill.explain.layer;

import static dev.downhill.explain.graph.ShownNumbers.finite;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.nn.MultiheadAttention;
import dev.downhill.explain.graph.ShownNumbers;
import dev.downhill.explain.layer.OpenedAttention.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens self-attention at one position. */
final class AttentionOpener implements LayerOpener {
    private final PlacedLayer layer;
    private final boolean causal;
    private final int heads;
    private final int length;
    private final int width;
    private final int each;
    private final int row;
    private final int position;
    private final int output;
    private final Tensor projection;
    private final @Nullable Tensor bias;

    AttentionOpener(PlacedLayer layer, MultiheadAttention attention, int row, int[] element) {
        this.layer = layer;
        this.row = row;
        causal = attention.causal();
        heads = attention.numHeads();
        length = layer.input().shape().dim(1);
        width = layer.input().shape().dim(2);
        each = width / heads;
        position = element[0];
        output = element[1];
        projection = Objects.requireNonNull(layer.parameter("out_proj.weight"), "attention has a projection");
        bias = layer.parameter("out_proj.bias");
    }

    @Override
    public String kind() {
        return "attention";
    }

    @Override
    public boolean hasMaps() {
        return false;
    }

    @Override
    public long numbers() {
        return heads * (2L * length * length + 4L * length * each + 3L * each + 3L * length) + 4L * width;
    }

    private Tensor shown(String name) {
        return layer.shown(name).getFirst();
    }

    @Override
    public List<Tensor> values() {
        List<Tensor> read = new ArrayList<>(List.of(
                shown("queries"),
                shown("keys"),
                shown("values"),
                shown("scores"),
                shown("weights"),
                shown("mixed"),
                layer.output(),
                projection));
        if (bias != null) {
            read.add(bias);
        }
        return read;
    }

    @Override
    public List<Tensor> differentiated() {
        return List.of(
                shown("queries"), shown("keys"), shown("values"), shown("scores"), shown("weights"), shown("mixed"));
    }

    @Override
    public Opened open(BatchValues batch) {
        List<Head> opened = new ArrayList<>();
        List<String> text = new ArrayList<>();
        double[] mixed = batch.part(shown("mixed"), (row * length + position) * width, width);
        for (int head = 0; head < heads; head++) {
            double[] weights = batch.part(shown("weights"), atScores(head), length);
            text.add("head " + head + ": position " + position + " takes " + BatchValues.text(weights)
                    + " of positions 0 to " + (length - 1));
            opened.add(head(batch, head, weights, Arrays.copyOfRange(mixed, head * each, (head + 1) * each)));
        }
        double[] kernel = batch.part(projection, output * width, width);
        Double offset = bias == null ? null : finite(batch.at(bias, output));
        double[] products = BatchValues.products(mixed, kernel);
        text.add("value = " + BatchValues.text(mixed) + " · " + BatchValues.text(kernel)
                + (offset == null ? "" : " + bias " + ShownNumbers.text(offset)) + " = "
                + ShownNumbers.text(batch.at(layer.output(), (row * length + position) * width + output)));
        return new Opened(
                new OpenedAttention(
                        position,
                        1 / Math.sqrt(each),
                        opened,
                        BatchValues.vector(mixed),
                        BatchValues.vector(kernel),
                        BatchValues.vector(products),
                        offset,
                        BatchValues.vector(batch.gradient(shown("mixed"), (row * length + position) * width, width))),
                text);
    }

    /** Returns the place of the position's row in a head's table of scores. */
    private int atScores(int head) {
        return ((row * heads + head) * length + position) * length;
    }

    private Head head(BatchValues batch, int head, double[] weights, double[] mixed) {
        int table = (row * heads + head) * length;
        double[] scores = batch.part(shown("scores"), atScores(head), length);
        double[] scoresGradient = batch.gradient(shown("scores"), atScores(head), length);
        if (causal) {
            Arrays.fill(scores, position + 1, length, Double.NaN);
        }
        return new Head(
                head,
                BatchValues.json(batch.part(shown("weights"), table * length, length * length), length, length),
                BatchValues.vector(batch.part(shown("queries"), (table + position) * each, each)),
                BatchValues.json(batch.part(shown("keys"), table * each, length * each), length, each),
                BatchValues.json(batch.part(shown("values"), table * each, length * each), length, each),
                BatchValues.vector(scores),
                BatchValues.vector(mixed),
                BatchValues.json(jacobian(weights), length, length),
                BatchValues.vector(batch.gradient(shown("weights"), atScores(head), length)),
                BatchValues.vector(scoresGradient),
                BatchValues.vector(batch.gradient(shown("queries"), (table + position) * each, each)),
                BatchValues.json(batch.gradient(shown("keys"), table * each, length * each), length, each),
                BatchValues.json(batch.gradient(shown("values"), table * each, length * each), length, each));
    }

    /** Of the softmax: w_i (1 - w_i) on the diagonal, -w_i w_j beside it. */
    private double[] jacobian(double[] weights) {
        double[] jacobian = new double[length * length];
        Arrays.setAll(jacobian, k -> {
            int i = k / length;
            int j = k % length;
            return weights[i] * ((i == j ? 1 : 0) - weights[j]);
        });
        return jacobian;
    }
}
