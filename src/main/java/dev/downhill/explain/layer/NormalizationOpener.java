package dev.downhill.explain.layer;

import static dev.downhill.explain.graph.ShownNumbers.finite;

import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.explain.graph.FormulaText;
import dev.downhill.explain.graph.ShownNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Opens a normalization, over a channel of the whole batch or along the last dimension of a row. */
final class NormalizationOpener implements LayerOpener {
    private final PlacedLayer layer;
    private final double eps;
    private final @Nullable Tensor mean;
    private final Tensor variance;
    private final Tensor normalized;
    private final @Nullable Tensor scale;
    private final @Nullable Tensor shift;
    private final BackwardPass.@Nullable Edge edge;
    private final int index;
    private final int channel;
    private final int statistic;
    private final int[] members;

    /** @param acrossRows whether mean and variance are those of a channel, over all rows */
    NormalizationOpener(PlacedLayer layer, BackwardPass pass, double eps, boolean acrossRows, int row, int[] element) {
        this.layer = layer;
        this.eps = eps;
        mean = layer.shown("mean").isEmpty() ? null : layer.shown("mean").getFirst();
        variance = layer.shown("variance").getFirst();
        normalized = layer.shown("normalized").getFirst();
        scale = layer.parameter("weight");
        shift = layer.parameter("bias");
        edge = pass.edges().stream()
                .filter(one -> one.node() == normalized && one.input() == 0)
                .findFirst()
                .orElse(null);
        Shape input = layer.input().shape();
        index = row * layer.inputOfRow().size() + RowMajor.index(layer.inputOfRow(), element);
        channel = acrossRows ? element[0] : element[element.length - 1];
        int length = input.dim(-1);
        statistic = acrossRows ? channel : index / length;
        if (acrossRows) {
            int places = input.size() / (input.dim(0) * input.dim(1));
            members = IntStream.range(0, input.dim(0) * places)
                    .map(i -> (i / places * input.dim(1) + channel) * places + i % places)
                    .toArray();
        } else {
            members =
                    IntStream.range(0, length).map(i -> statistic * length + i).toArray();
        }
    }

    @Override
    public String kind() {
        return "normalization";
    }

    @Override
    public long numbers() {
        return ShownNumbers.WHOLE + 16;
    }

    @Override
    public List<Tensor> values() {
        List<Tensor> read = new ArrayList<>(List.of(layer.input(), layer.output(), variance, normalized));
        for (Tensor tensor : new @Nullable Tensor[] {mean, scale, shift}) {
            if (tensor != null) {
                read.add(tensor);
            }
        }
        return read;
    }

    @Override
    public List<Tensor> differentiated() {
        List<Tensor> read = new ArrayList<>(List.of(normalized));
        for (Tensor tensor : new @Nullable Tensor[] {scale, shift}) {
            if (tensor != null) {
                read.add(tensor);
            }
        }
        return read;
    }

    @Override
    public List<Tensor> others() {
        return edge == null ? List.of() : List.of(edge.passed());
    }

    @Override
    public Opened open(BatchValues batch) {
        double[] numbers = new double[members.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = batch.at(layer.input(), members[i]);
        }
        double x = batch.at(layer.input(), index);
        double spread = batch.at(variance, statistic);
        double normal = batch.at(normalized, index);
        double share = (normal * normal + (mean == null ? 0 : 1)) / members.length;
        double derivative = (1 - share) / Math.sqrt(spread + eps);
        Double center = mean == null ? null : finite(batch.at(mean, statistic));
        var arithmetic = new OpenedNormalization(
                members.length,
                ShownNumbers.json(new NDArray(Shape.of(numbers.length), numbers)),
                finite(x),
                center,
                finite(spread),
                eps,
                finite(normal),
                scale == null ? null : finite(batch.at(scale, channel)),
                shift == null ? null : finite(batch.at(shift, channel)),
                finite(derivative),
                batch.gradientAt(normalized, index),
                edge == null ? null : finite(batch.at(edge.passed(), index)),
                scale == null ? null : batch.gradientAt(scale, channel),
                shift == null ? null : batch.gradientAt(shift, channel));
        return new Opened(arithmetic, text(arithmetic, batch.at(layer.output(), index)));
    }

    private static List<String> text(OpenedNormalization opened, double value) {
        String square = opened.mean() == null ? "mean of the squares" : "variance";
        List<String> text = new ArrayList<>();
        text.add("over " + opened.count() + " numbers: "
                + (opened.mean() == null ? "" : "mean " + number(opened.mean()) + ", ") + square + " "
                + number(opened.variance()));
        text.add("normalized = "
                + (opened.mean() == null
                        ? number(opened.input())
                        : "(" + number(opened.input()) + " - " + operand(opened.mean()) + ")")
                + " / sqrt(" + number(opened.variance()) + " + " + ShownNumbers.text(opened.eps()) + ") = "
                + number(opened.normalized()));
        if (opened.scale() != null) {
            text.add("value = " + number(opened.normalized()) + " × " + operand(opened.scale())
                    + (opened.shift() == null ? "" : " + " + operand(opened.shift())) + " = "
                    + ShownNumbers.text(value));
        }
        if (opened.normalizedGradient() != null) {
            text.add("d(normalized)/d(input) = " + number(opened.derivative()) + "; d(loss)/d(normalized) = "
                    + number(opened.normalizedGradient()) + ", passed on to the input: "
                    + number(opened.inputGradient()));
        }
        return text;
    }

    private static String number(@Nullable Double number) {
        return ShownNumbers.text(Objects.requireNonNullElse(number, Double.NaN));
    }

    private static String operand(@Nullable Double number) {
        return FormulaText.operand(number(number));
    }
}
