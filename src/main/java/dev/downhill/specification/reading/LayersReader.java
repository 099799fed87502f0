package dev.downhill.specification.reading;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.data.Vocabulary;
import dev.downhill.engine.autograd.Allowance;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.nn.Embedding;
import dev.downhill.engine.nn.Flatten;
import dev.downhill.engine.nn.Layer;
import dev.downhill.engine.nn.Layers;
import dev.downhill.engine.nn.PositionalEmbedding;
import dev.downhill.engine.nn.RmsNorm;
import dev.downhill.engine.nn.Unflatten;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomStreams;
import dev.downhill.specification.model.LayeredModel;
import dev.downhill.specification.model.ModelDefinition;
import dev.downhill.specification.model.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A model of layers: each layer's options, and the values of its parameters, given outright or drawn. */
final class LayersReader {
    private static final int MAX_LAYERS = 64;

    /** How deep layers may stand within layers. */
    private static final int MAX_DEPTH = 4;

    private static final int MOST_NODES = 40_000;
    private static final long MOST_GRAPH_BYTES = 200L * MOST_NODES;

    private final Limits limits;
    private final ReadingAllowance allowance;
    private final Fields model;
    private final RandomGenerator random;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Parameter> statistics = new ArrayList<>();
    private final DType dtype;
    private @Nullable Partition inputs;
    /** Whether the next layer gets the numbers of the data as they are, perhaps in another shape. */
    private boolean numbersOfTheData = true;

    private long scalars;
    private long graphBytes;

    /**
     * @param dtype the precision of the run
     * @param allowance the bytes that the values of the parameters may take
     */
    LayersReader(Limits limits, Fields model, long seed, DType dtype, ReadingAllowance allowance) {
        this.dtype = dtype;
        this.limits = limits;
        this.allowance = allowance;
        this.model = model;
        this.random = new SplittableRandom(seed ^ RandomStreams.INITIAL);
    }

    /**
     * Returns the model, or null after saying what is wrong.
     *
     * @param partition what the model is to learn from; null where it is at fault itself
     */
    @Nullable
    ModelDefinition read(@Nullable Partition partition) {
        Dataset data = partition == null ? null : partition.training();
        JsonNode node = model.required("layers");
        if (node == null || !(node instanceof ArrayNode array) || array.isEmpty() || array.size() > MAX_LAYERS) {
            model.refuse("layers", "type", "'layers' must be an array of 1 to " + MAX_LAYERS + " layers");
            return null;
        }
        if (data != null && data.inputs().isEmpty()) {
            model.refuse("layers", "shape", "layers need inputs, but the data has no column besides the target");
            return null;
        }
        ArrayNode filled = model.filled().putArray("layers");
        if (partition != null) {
            allowance.take(partition.bytes());
        }
        Column features = data == null ? null : data.features();
        inputs = partition;
        Tensor x = features == null ? null : Tensor.variable(features.name(), Shape.of(features.dims(1)), false);
        boolean complete = true;
        for (int i = 0; i < array.size(); i++) {
            String pointer = model.pointer("layers") + "/" + i;
            if (!(array.get(i) instanceof ObjectNode object)) {
                model.faults().add(pointer, "type", "a layer must be an object, not " + Fields.kindOf(array.get(i)));
                complete = false;
                continue;
            }
            Read read = layer(object, pointer, 0);
            Layer layer = read.layer();
            filled.add(read.filled());
            complete &= layer != null;
            x = layer == null || x == null || !complete ? null : append(layer, x, read.values(), pointer);
        }
        return complete && x != null ? new LayeredModel(layers, parameters, statistics) : null;
    }

    /**
     * A layer as it was read.
     *
     * @param layer null after saying what is wrong with it
     * @param values its parameters that are given outright
     */
    private record Read(@Nullable Layer layer, OutrightValues values, ObjectNode filled) {}

    /** @param depth how many layers it is within */
    private Read layer(ObjectNode object, String pointer, int depth) {
        var values = new OutrightValues(object, pointer, model.faults(), allowance);
        var fields = new Fields(values.options(), pointer, model.faults());
        Layer layer =
                KindReader.read(Layers.CATALOGUE, fields, null, option -> within(option, fields, values, depth + 1));
        fields.refuseOthers();
        values.fill(fields.filled());
        Layer sized = layer;
        if (layer instanceof Embedding embedding) {
            sized = sized(embedding, pointer);
        } else if (layer instanceof PositionalEmbedding embedding) {
            sized = embedding.sized(values.entries("weight"));
        } else if (layer instanceof RmsNorm norm) {
            sized = norm.in(dtype);
        }
        numbersOfTheData &= layer instanceof Flatten || layer instanceof Unflatten;
        return new Read(sized, values, fields.filled());
    }

    /** Returns an embedding with as many vectors as the data needs, or null after saying why it cannot stand here. */
    private @Nullable Embedding sized(Embedding embedding, String pointer) {
        if (!numbersOfTheData) {
            model.faults()
                    .add(
                            pointer,
                            "embedding",
                            "an embedding takes whole numbers of the data, not what other layers compute;"
                                    + " it is the first layer, or follows flatten or unflatten");
            return null;
        }
        if (inputs == null) {
            return embedding.sized(1);
        }
        Embedding sized = embedding.sized(numbers(inputs));
        checkNumbers(sized, inputs.training());
        if (inputs.test() != null) {
            checkNumbers(sized, inputs.test());
        }
        return sized;
    }

    /** Returns the layers within a layer, or null after saying what is wrong. */
    private @Nullable List<Layer> within(String option, Fields fields, OutrightValues values, int depth) {
        JsonNode node = fields.required(option);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ArrayNode array) || array.isEmpty() || array.size() > MAX_LAYERS || depth > MAX_DEPTH) {
            String expected = "an array of 1 to " + MAX_LAYERS + " layers, at most " + MAX_DEPTH + " deep";
            fields.refuse(option, "type", "'" + option + "' must be " + expected);
            return null;
        }
        ArrayNode filled = fields.filled().putArray(option);
        List<Layer> inner = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String pointer = fields.pointer(option) + "/" + i;
            if (!(array.get(i) instanceof ObjectNode object)) {
                model.faults().add(pointer, "type", "a layer must be an object, not " + Fields.kindOf(array.get(i)));
                continue;
            }
            Read read = layer(object, pointer, depth);
            values.add(read.values());
            filled.add(read.filled());
            if (read.layer() != null) {
                inner.add(read.layer());
            }
        }
        return inner.size() == array.size() ? inner : null;
    }

    /** Returns how many whole numbers from 0 the inputs hold, in training rows and test rows. */
    private static int numbers(Partition rows) {
        Vocabulary vocabulary = rows.training().vocabulary();
        if (vocabulary != null) {
            return vocabulary.characters().size();
        }
        double greatest = Math.max(greatest(rows.training()), rows.test() == null ? 0 : greatest(rows.test()));
        return (int) Math.min(greatest, 1e6) + 1;
    }

    private static double greatest(Dataset rows) {
        return Arrays.stream(rows.features().values()).reduce(0, Math::max);
    }

    private void checkNumbers(Embedding embedding, Dataset data) {
        Column features = data.features();
        for (int i = 0; i < features.values().length; i++) {
            double value = features.values()[i];
            if (value != Math.rint(value) || value < 0 || value >= embedding.numEmbeddings()) {
                String row = data.place(i / features.stride()) + " of '" + features.name() + "' has " + value;
                String expected = "a whole number from 0 to " + (embedding.numEmbeddings() - 1);
                model.faults().add("/data", "embedding", row + "; the embedding takes " + expected);
                return;
            }
        }
    }

    /** Returns the layer's output, or null after saying why it cannot stand here. */
    private @Nullable Tensor append(Layer layer, Tensor input, OutrightValues values, String pointer) {
        try {
            Optional<Tensor> output = Allowance.within(
                    this::takeGraph, () -> Optional.ofNullable(appended(layer, input, values, pointer)));
            return output.orElse(null);
        } catch (ShapeException e) {
            model.faults().add(pointer, "shape", "layer " + layers.size() + ": " + e.getMessage());
            return null;
        }
    }

    /** A graph of so many nodes takes a multiple of these bytes with its gradients, and for every step that is planned. */
    private void takeGraph(long bytes) {
        graphBytes += bytes;
        if (graphBytes > MOST_GRAPH_BYTES) {
            throw new ShapeException("the layers make a graph of more than " + MOST_NODES
                    + " operations; shorter sequences or fewer layers make a smaller one");
        }
    }

    private @Nullable Tensor appended(Layer layer, Tensor input, OutrightValues values, String pointer) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        List<Layer.Slot> learned = layer.parameters(input.shape());
        List<Layer.Slot> kept = layer.statistics(input.shape());
        for (Layer.Slot slot : Stream.concat(learned.stream(), kept.stream()).toList()) {
            scalars += slot.shape().size();
            if (scalars > limits.parameters()) {
                model.faults()
                        .add(pointer, "tooLarge", "there are more than " + limits.parameters() + " numbers to learn");
                return null;
            }
            allowance.take((long) slot.shape().size() * Double.BYTES);
            NDArray drawn = slot.init().initial(slot.shape(), random);
            NDArray initial = values.of(slot, drawn, limits.parameters());
            if (initial == null) {
                return null;
            }
            boolean learns = own.size() < learned.size();
            (learns ? parameters : statistics).add(new Parameter(layers.size() + "." + slot.name(), initial));
            own.put(slot.name(), Tensor.variable(slot.name(), slot.shape(), learns));
        }
        values.refuseOthers();
        Tensor output = layer.forward(input, own, Layer.Pass.EVALUATION);
        layers.add(layer);
        return output;
    }
}
