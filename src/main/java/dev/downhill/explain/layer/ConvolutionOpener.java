package dev.downhill.explain.layer;

import static dev.downhill.explain.graph.ShownNumbers.finite;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Window;
import dev.downhill.engine.nn.activation.Activation;
import dev.downhill.explain.graph.FormulaText;
import dev.downhill.explain.graph.ShownNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Opens a convolution: a sequence is an image of one row. */
final class ConvolutionOpener implements LayerOpener {
    private final Window window;
    private final int groups;
    private final Activation activation;
    private final DType dtype;
    private final Tensor patches;
    private final Tensor weighted;
    private final Tensor sums;
    private final Tensor weight;
    private final @Nullable Tensor bias;
    private final int batchRow;
    private final int kernel;
    private final int row;
    private final int column;
    private final int place;

    ConvolutionOpener(
            PlacedLayer layer,
            Window window,
            int groups,
            Activation activation,
            DType dtype,
            int batchRow,
            int[] element) {
        this.window = window;
        this.groups = groups;
        this.activation = activation;
        this.dtype = dtype;
        patches = layer.shown("patches").getFirst();
        weighted = layer.shown("weighted").getFirst();
        sums = layer.shown("sums").getFirst();
        weight = Objects.requireNonNull(layer.parameter("weight"), "a convolution has a weight");
        bias = layer.parameter("bias");
        this.batchRow = batchRow;
        kernel = element[0];
        row = element.length == 3 ? element[1] : 0;
        column = element[element.length - 1];
        place = (batchRow * patches.shape().dim(1) + row) * patches.shape().dim(2) + column;
    }

    @Override
    public String kind() {
        return "convolution";
    }

    @Override
    public long numbers() {
        return 6L * size();
    }

    @Override
    public Tensor kernels() {
        return weight;
    }

    /** Returns the numbers of one kernel. */
    private int size() {
        return weight.shape().size() / outChannels();
    }

    /** Returns the first number of the output's line. */
    private int line() {
        int rows = patches.shape().dim(1);
        return ((batchRow * outChannels() + kernel) * rows + row)
                * patches.shape().dim(2);
    }

    private int outChannels() {
        return weight.shape().dim(0);
    }

    private int group() {
        return kernel / (outChannels() / groups);
    }

    @Override
    public List<Tensor> values() {
        List<Tensor> read = new ArrayList<>(List.of(patches, weighted, sums, weight));
        if (bias != null) {
            read.add(bias);
        }
        return read;
    }

    @Override
    public List<Tensor> differentiated() {
        return bias == null ? List.of(sums, weight) : List.of(sums, weight, bias);
    }

    @Override
    public Opened open(BatchValues batch) {
        int[] dims = IntStream.range(1, weight.shape().rank())
                .map(axis -> weight.shape().dim(axis))
                .toArray();
        double[] patch = batch.part(patches, (place * groups + group()) * size(), size());
        double[] weights = batch.part(weight, kernel * size(), size());
        double[] products = BatchValues.products(patch, weights);
        int at = line() + column;
        double sum = batch.at(weighted, at);
        double value = batch.at(sums, at);
        double[] arrived = batch.gradient(sums, at, 1);
        double slope = slope(batch);
        List<Integer> from = dims.length == 3
                ? List.of(window.rows().index(row, 0), window.columns().index(column, 0))
                : List.of(window.columns().index(column, 0));
        Double offset = bias == null ? null : finite(batch.at(bias, kernel));
        var arithmetic = new OpenedConvolution(
                group(),
                from,
                BatchValues.json(patch, dims),
                BatchValues.json(weights, dims),
                BatchValues.json(products, dims),
                finite(sum),
                offset,
                finite(value),
                finite(slope),
                arrived == null ? null : finite(arrived[0]),
                BatchValues.json(arrived == null ? null : BatchValues.times(weights, arrived[0]), dims),
                BatchValues.json(arrived == null ? null : BatchValues.times(patch, arrived[0]), dims),
                BatchValues.json(batch.gradient(weight, kernel * size(), size()), dims),
                bias == null ? null : batch.gradientAt(bias, kernel));
        List<String> text = new ArrayList<>();
        text.add("patch from " + from + " × kernel " + kernel + ": " + BatchValues.text(patch) + " × "
                + BatchValues.text(weights) + " = " + BatchValues.text(products));
        text.add("sum of the products = " + ShownNumbers.text(sum)
                + (offset == null
                        ? ""
                        : "; with the bias " + FormulaText.operand(ShownNumbers.text(offset)) + " = "
                                + ShownNumbers.text(value)));
        if (arrived != null) {
            text.add("d(value)/d(weighted) = " + ShownNumbers.text(slope) + "; d(loss)/d(weighted) = "
                    + ShownNumbers.text(arrived[0]));
            text.add("its part of d(loss)/d(kernel) = d(loss)/d(weighted) × patch = "
                    + BatchValues.text(BatchValues.times(patch, arrived[0])));
        }
        return new Opened(arithmetic, text);
    }

    /** An activation may run along the last dimension, so it gets all numbers there. */
    private double slope(BatchValues batch) {
        int columns = patches.shape().dim(2);
        double[] line = new double[columns];
        for (int i = 0; i < columns; i++) {
            line[i] = batch.at(sums, line() + i);
        }
        return Slope.of(activation, Shape.of(1, columns), line, column, dtype);
    }
}
