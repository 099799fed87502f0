package dev.downhill.explain.layer;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.nn.AvgPool2d;
import dev.downhill.engine.nn.BatchNorm;
import dev.downhill.engine.nn.Conv1d;
import dev.downhill.engine.nn.Conv2d;
import dev.downhill.engine.nn.GlobalAvgPool;
import dev.downhill.engine.nn.Gru;
import dev.downhill.engine.nn.LayerNorm;
import dev.downhill.engine.nn.Lstm;
import dev.downhill.engine.nn.MaxPool2d;
import dev.downhill.engine.nn.MultiheadAttention;
import dev.downhill.engine.nn.RmsNorm;
import dev.downhill.engine.nn.Rnn;
import dev.downhill.explain.graph.GraphView;
import dev.downhill.explain.graph.ShownNumbers;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens the layers of a step for one row of its batch: convolutions, pooling, normalization, recurrences and attention.
 *
 * <p>It says first which tensors it reads, and makes the answer when their values are there.
 */
public final class LayersOpener {
    /** The numbers of all opened layers in the answer about a whole step or row. */
    public static final int MOST_TOGETHER = 5_000;

    /** The numbers of a layer that is opened alone. */
    public static final int MOST_ALONE = 50_000;

    /** A number in a list, and its share of a text. */
    private static final long BYTES_PER_NUMBER = 60;

    private record Choice(PlacedLayer layer, int[] element, LayerOpener opener, boolean opened, boolean mapped) {}

    private final JobSpecification job;
    private final BackwardPass pass;
    private final int row;
    private final List<Choice> choices = new ArrayList<>();

    /**
     * Chooses what is opened.
     *
     * @param pass of the batch's loss
     * @param row in the batch, from 0
     * @throws LayerFault if there is no such layer or element, or if the layer has too many numbers
     */
    public LayersOpener(JobSpecification job, Forward forward, BackwardPass pass, int row, LayerChoice choice) {
        this.job = job;
        this.pass = pass;
        this.row = row;
        List<PlacedLayer> all = PlacedLayer.of(job, forward).stream()
                .filter(LayersOpener::canBeOpened)
                .toList();
        List<PlacedLayer> chosen = choice.layer() == null ? all : List.of(named(all, choice.layer()));
        if (choice.element() != null
                && chosen.stream().noneMatch(layer -> has(layer.outputOfRow(), choice.element()))) {
            throw new LayerFault("element", outside(choice.element(), chosen));
        }
        long numbers = 0;
        for (PlacedLayer layer : chosen) {
            int[] element = choice.element() != null && has(layer.outputOfRow(), choice.element())
                    ? choice.element().stream().mapToInt(Integer::intValue).toArray()
                    : usual(layer);
            LayerOpener opener = Objects.requireNonNull(opener(layer, element));
            long own = opener.numbers();
            if (choice.layer() != null && own > MOST_ALONE) {
                throw new LayerFault(
                        "layer",
                        layer.name() + " takes " + own + " numbers; at most " + MOST_ALONE + " are held at once");
            }
            boolean opened = choice.layer() != null || numbers + own <= MOST_TOGETHER;
            numbers += opened ? own : 0;
            long maps = maps(layer, opener);
            boolean mapped = choice.layer() != null && opener.hasMaps() && own + maps <= MOST_ALONE;
            numbers += mapped ? maps : 0;
            choices.add(new Choice(layer, element, opener, opened, mapped));
        }
        Allowance.take(BYTES_PER_NUMBER * numbers);
    }

    /** Returns how many numbers the layer gets and gives for a row, with its kernels. */
    private static long maps(PlacedLayer layer, LayerOpener opener) {
        Tensor kernels = opener.kernels();
        return (long) layer.inputOfRow().size()
                + layer.outputOfRow().size()
                + (kernels == null ? 0 : kernels.shape().size());
    }

    private static PlacedLayer named(List<PlacedLayer> all, String wanted) {
        return all.stream()
                .filter(layer -> layer.path().equals(wanted) || layer.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new LayerFault(
                        "layer",
                        "'" + wanted + "' is no layer that can be opened; "
                                + (all.isEmpty()
                                        ? "the model has none"
                                        : "these are "
                                                + all.stream()
                                                        .map(PlacedLayer::name)
                                                        .toList())));
    }

    private static boolean has(Shape shape, List<Integer> element) {
        if (element.size() != shape.rank()) {
            return false;
        }
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (element.get(axis) >= shape.dim(axis)) {
                return false;
            }
        }
        return true;
    }

    private static String outside(List<Integer> element, List<PlacedLayer> layers) {
        if (layers.isEmpty()) {
            return "the model has no layer that can be opened";
        }
        return element + " lies in no output for one row; the shapes are "
                + layers.stream()
                        .map(layer -> layer.outputOfRow() + " of " + layer.name())
                        .collect(Collectors.joining(", "));
    }

    /** The first element; of a sequence, that of its last entry, which has seen the others. */
    private static int[] usual(PlacedLayer layer) {
        Shape shape = layer.outputOfRow();
        int[] element = new int[shape.rank()];
        boolean ofSequence = switch (layer.layer()) {
            case Rnn rnn -> true;
            case Gru gru -> true;
            case Lstm lstm -> true;
            case MultiheadAttention attention -> true;
            default -> false;
        };
        if (ofSequence && shape.rank() == 2) {
            element[0] = shape.dim(0) - 1;
        }
        return element;
    }

    private static boolean canBeOpened(PlacedLayer layer) {
        return switch (layer.layer()) {
            case Conv1d conv -> true;
            case Conv2d conv -> true;
            case MaxPool2d pool -> true;
            case AvgPool2d pool -> true;
            case GlobalAvgPool pool -> true;
            case BatchNorm norm -> true;
            case LayerNorm norm -> true;
            case RmsNorm norm -> true;
            case Rnn rnn -> true;
            case Gru gru -> true;
            case Lstm lstm -> true;
            case MultiheadAttention attention -> true;
            default -> false;
        };
    }

    private @Nullable LayerOpener opener(PlacedLayer layer, int[] element) {
        return switch (layer.layer()) {
            case Conv1d conv ->
                new ConvolutionOpener(
                        layer, conv.window(), conv.groups(), conv.activation(), job.dtype(), row, element);
            case Conv2d conv ->
                new ConvolutionOpener(
                        layer, conv.window(), conv.groups(), conv.activation(), job.dtype(), row, element);
            case MaxPool2d pool ->
                PoolingOpener.of(layer, pool.window(layer.input().shape()), row, element, true);
            case AvgPool2d pool ->
                PoolingOpener.of(layer, pool.window(layer.input().shape()), row, element, false);
            case GlobalAvgPool pool -> PoolingOpener.ofAll(layer, row, element);
            case BatchNorm norm -> new NormalizationOpener(layer, pass, norm.eps(), true, row, element);
            case LayerNorm norm -> new NormalizationOpener(layer, pass, norm.eps(), false, row, element);
            case RmsNorm norm -> new NormalizationOpener(layer, pass, norm.eps(), false, row, element);
            case Rnn rnn -> new RecurrenceOpener(layer, List.of(), rnn.units(), row, element);
            case Gru gru -> new RecurrenceOpener(layer, List.of("r", "z", "n"), gru.units(), row, element);
            case Lstm lstm -> new RecurrenceOpener(layer, List.of("i", "f", "g", "o"), lstm.units(), row, element);
            case MultiheadAttention attention -> new AttentionOpener(layer, attention, row, element);
            default -> null;
        };
    }

    /** Returns the tensors that have to be computed. */
    public List<Tensor> outputs() {
        List<Tensor> outputs = new ArrayList<>();
        for (Choice choice : choices) {
            read(choice.layer().output(), true, outputs);
            if (choice.opened()) {
                choice.opener().values().forEach(tensor -> read(tensor, false, outputs));
                choice.opener().differentiated().forEach(tensor -> read(tensor, true, outputs));
                outputs.addAll(choice.opener().others());
            }
            if (choice.mapped()) {
                outputs.add(choice.layer().input());
                Tensor kernels = choice.opener().kernels();
                if (kernels != null) {
                    outputs.add(kernels);
                }
            }
        }
        return outputs.stream().distinct().toList();
    }

    private void read(Tensor tensor, boolean differentiated, List<Tensor> outputs) {
        outputs.add(tensor);
        Tensor gradient = pass.gradients().get(tensor);
        if (differentiated && gradient != null) {
            outputs.add(gradient);
        }
    }

    /** Returns the opened layers, in the order of the model. */
    public List<OpenedLayer> open(Function<Tensor, NDArray> values) {
        var batch = new BatchValues(values, pass);
        return choices.stream().map(choice -> opened(choice, batch)).toList();
    }

    private OpenedLayer opened(Choice choice, BatchValues batch) {
        PlacedLayer layer = choice.layer();
        Shape shape = layer.outputOfRow();
        int index = row * shape.size() + RowMajor.index(shape, choice.element());
        double value = batch.at(layer.output(), index);
        Double gradient = batch.gradientAt(layer.output(), index);
        List<Integer> element = Arrays.stream(choice.element()).boxed().toList();
        List<String> text = new ArrayList<>();
        text.add(layer.name() + ", element " + element + " of shape " + shape + ": value " + ShownNumbers.text(value)
                + (gradient == null ? "" : ", d(loss)/d(value) " + ShownNumbers.text(gradient)));
        String omitted = null;
        LayerArithmetic arithmetic = null;
        if (choice.opened()) {
            LayerOpener.Opened opened = choice.opener().open(batch);
            arithmetic = opened.arithmetic();
            text.addAll(opened.text());
        } else {
            omitted = "its " + choice.opener().numbers() + " numbers have no room beside the other layers; layer="
                    + layer.path() + " opens it alone";
            text.add(omitted);
        }
        return new OpenedLayer(
                layer.name(),
                choice.opener().kind(),
                GraphView.shape(layer.inputOfRow()),
                GraphView.shape(shape),
                element,
                ShownNumbers.finite(value),
                gradient,
                arithmetic,
                omitted,
                choice.mapped() ? maps(choice, batch) : null,
                text);
    }

    private LayerMaps maps(Choice choice, BatchValues batch) {
        PlacedLayer layer = choice.layer();
        Tensor kernels = choice.opener().kernels();
        return new LayerMaps(
                ofRow(layer.input(), layer.inputOfRow(), batch),
                ofRow(layer.output(), layer.outputOfRow(), batch),
                kernels == null
                        ? null
                        : whole(batch.part(kernels, 0, kernels.shape().size()), kernels.shape()));
    }

    private @Nullable Object ofRow(Tensor tensor, Shape shape, BatchValues batch) {
        return whole(batch.part(tensor, row * shape.size(), shape.size()), shape);
    }

    private static @Nullable Object whole(double[] numbers, Shape shape) {
        return ShownNumbers.whole(new NDArray(shape, numbers));
    }
}
