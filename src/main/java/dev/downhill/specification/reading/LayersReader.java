package dev.downhill.specification.reading;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.data.Vocabulary;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.nn.Embedding;
import dev.downhill.engine.nn.Layer;
import dev.downhill.engine.nn.Layers;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomStreams;
import dev.downhill.specification.model.LayeredModel;
import dev.downhill.specification.model.ModelDefinition;
import dev.downhill.specification.model.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A model of layers: each layer's options, and the values of its parameters, given outright or drawn. */
final class LayersReader {
    private static final int MAX_LAYERS = 64;

    private final Limits limits;
    private final ReadingAllowance allowance;
    private final Fields model;
    private final RandomGenerator random;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private long scalars;

    /** @param allowance the bytes that the values of the parameters may take */
    LayersReader(Limits limits, Fields model, long seed, ReadingAllowance allowance) {
        this.limits = limits;
        this.allowance = allowance;
        this.model = model;
        this.random = new SplittableRandom(seed ^ RandomStreams.INITIAL);
    }

    /**
     * Returns the model, or null after saying what is wrong.
     *
     * @param data what the model is to learn from; null where it is at fault itself
     */
    @Nullable
    ModelDefinition read(@Nullable Dataset data) {
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
        if (data != null) {
            allowance.take(data.bytes());
        }
        Column features = data == null ? null : data.features();
        Tensor x = features == null ? null : Tensor.variable(features.name(), Shape.of(features.dims(1)), false);
        boolean complete = true;
        for (int i = 0; i < array.size(); i++) {
            String pointer = model.pointer("layers") + "/" + i;
            if (!(array.get(i) instanceof ObjectNode object)) {
                model.faults().add(pointer, "type", "a layer must be an object, not " + Fields.kindOf(array.get(i)));
                complete = false;
                continue;
            }
            var values = new OutrightValues(object, pointer, model.faults(), allowance);
            var fields = new Fields(values.options(), pointer, model.faults());
            Layer layer = KindReader.read(Layers.CATALOGUE, fields, null);
            if (layer instanceof Embedding embedding && data != null && features != null) {
                Embedding sized = embedding.sized(numbers(data, features));
                layer = sized;
                checkNumbers(sized, features, data);
            }
            fields.refuseOthers();
            values.fill(fields.filled());
            filled.add(fields.filled());
            complete &= layer != null;
            x = layer == null || x == null || !complete ? null : append(layer, x, values, pointer);
        }
        return complete && x != null ? new LayeredModel(layers, parameters) : null;
    }

    /** Returns how many whole numbers from 0 the inputs hold. */
    private static int numbers(@Nullable Dataset data, Column features) {
        Vocabulary vocabulary = data == null ? null : data.vocabulary();
        if (vocabulary != null) {
            return vocabulary.characters().size();
        }
        double greatest = 0;
        for (double value : features.values()) {
            greatest = Math.max(greatest, value);
        }
        return (int) Math.min(greatest, 1e6) + 1;
    }

    private void checkNumbers(Embedding embedding, Column features, Dataset data) {
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
        Map<String, Tensor> own = new LinkedHashMap<>();
        try {
            for (Layer.Slot slot : layer.parameters(input.shape())) {
                scalars += slot.shape().size();
                if (scalars > limits.parameters()) {
                    model.faults()
                            .add(
                                    pointer,
                                    "tooLarge",
                                    "there are more than " + limits.parameters() + " numbers to learn");
                    return null;
                }
                allowance.take((long) slot.shape().size() * Double.BYTES);
                NDArray drawn = slot.init().initial(slot.shape(), random);
                NDArray initial = values.of(slot, drawn, limits.parameters());
                if (initial == null) {
                    return null;
                }
                parameters.add(new Parameter(layers.size() + "." + slot.name(), initial));
                own.put(slot.name(), Tensor.variable(slot.name(), slot.shape(), true));
            }
            Tensor output = layer.forward(input, own, Layer.Masks.NONE);
            layers.add(layer);
            return output;
        } catch (ShapeException e) {
            model.faults().add(pointer, "shape", "layer " + layers.size() + ": " + e.getMessage());
            return null;
        }
    }
}
