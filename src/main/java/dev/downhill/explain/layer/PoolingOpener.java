package dev.downhill.explain.layer;

import static dev.downhill.explain.graph.ShownNumbers.finite;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Window;
import dev.downhill.explain.graph.ShownNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Opens a pooling layer: the indices in the image of what its window sees, -1 in the padding. */
final class PoolingOpener implements LayerOpener {
    private final PlacedLayer layer;
    private final int[] seen;
    private final int[] dims;
    private final List<Integer> from;
    private final int plane;
    private final int outIndex;
    private final boolean isMax;

    private PoolingOpener(
            PlacedLayer layer, int[] seen, int[] dims, List<Integer> from, int row, int[] element, boolean isMax) {
        this.layer = layer;
        this.seen = seen;
        this.dims = dims;
        this.from = from;
        this.isMax = isMax;
        plane = row * layer.input().shape().dim(1) + element[0];
        outIndex = row * layer.outputOfRow().size() + RowMajor.index(layer.outputOfRow(), element);
    }

    /** Opens a window over an image. */
    static PoolingOpener of(PlacedLayer layer, Window window, int row, int[] element, boolean isMax) {
        int height = layer.input().shape().dim(2);
        int width = layer.input().shape().dim(3);
        int rows = window.rows().kernel();
        int columns = window.columns().kernel();
        int[] seen = new int[window.size()];
        for (int i = 0; i < seen.length; i++) {
            int y = window.rows().index(element[1], i / columns);
            int x = window.columns().index(element[2], i % columns);
            seen[i] = y < 0 || y >= height || x < 0 || x >= width ? -1 : y * width + x;
        }
        List<Integer> from =
                List.of(window.rows().index(element[1], 0), window.columns().index(element[2], 0));
        return new PoolingOpener(layer, seen, new int[] {rows, columns}, from, row, element, isMax);
    }

    /** Opens the mean over all places of a channel. */
    static PoolingOpener ofAll(PlacedLayer layer, int row, int[] element) {
        Shape input = layer.input().shape();
        int[] dims = IntStream.range(2, input.rank()).map(input::dim).toArray();
        int[] seen = IntStream.range(0, Arrays.stream(dims).reduce(1, (a, b) -> a * b))
                .toArray();
        List<Integer> from = Collections.nCopies(dims.length, 0);
        return new PoolingOpener(layer, seen, dims, from, row, element, false);
    }

    @Override
    public String kind() {
        return "pooling";
    }

    @Override
    public long numbers() {
        return 3L * seen.length;
    }

    @Override
    public List<Tensor> values() {
        return isMax
                ? List.of(layer.input(), layer.output(), layer.shown("winners").getFirst())
                : List.of(layer.input(), layer.output());
    }

    @Override
    public List<Tensor> differentiated() {
        return List.of(layer.output());
    }

    @Override
    public Opened open(BatchValues batch) {
        int image = layer.input().shape().size() / Math.max(1, planes());
        double[] window = new double[seen.length];
        for (int i = 0; i < seen.length; i++) {
            double outside = isMax ? Double.NaN : 0;
            window[i] = seen[i] < 0 ? outside : batch.at(layer.input(), plane * image + seen[i]);
        }
        int won = isMax ? (int) batch.at(layer.shown("winners").getFirst(), outIndex) : -1;
        double[] derivative = new double[seen.length];
        Arrays.setAll(derivative, i -> isMax ? (seen[i] == won ? 1 : 0) : 1.0 / seen.length);
        double[] arrived = batch.gradient(layer.output(), outIndex, 1);
        double[] passed = arrived == null ? null : BatchValues.times(derivative, arrived[0]);
        double value = batch.at(layer.output(), outIndex);
        List<Integer> winner = isMax ? List.of(won / width(), won % width()) : null;
        var arithmetic = new OpenedPooling(
                isMax ? "max" : "mean",
                from,
                BatchValues.json(window, dims),
                winner,
                isMax ? null : seen.length,
                BatchValues.json(derivative, dims),
                BatchValues.json(passed, dims));
        return new Opened(arithmetic, text(window, winner, value, arrived));
    }

    private List<String> text(
            double[] window, @Nullable List<Integer> winner, double value, double @Nullable [] arrived) {
        List<String> text = new ArrayList<>();
        text.add("window from " + from + ": " + BatchValues.text(window).replace("NaN", "padding"));
        text.add(
                winner == null
                        ? "its mean: the sum of " + window.length + " numbers / " + window.length + " = "
                                + ShownNumbers.text(value)
                        : "the greatest, at " + winner + ", is " + ShownNumbers.text(value));
        if (arrived != null && finite(arrived[0]) != null) {
            text.add(
                    winner == null
                            ? "each gets d(loss)/d(value) / " + window.length + " = "
                                    + ShownNumbers.text(arrived[0] / window.length)
                            : "it alone gets d(loss)/d(value) = " + ShownNumbers.text(arrived[0]));
        }
        return text;
    }

    private int planes() {
        return layer.input().shape().dim(0) * layer.input().shape().dim(1);
    }

    private int width() {
        return layer.input().shape().dim(-1);
    }
}
