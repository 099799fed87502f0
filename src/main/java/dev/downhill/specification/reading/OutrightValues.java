package dev.downhill.specification.reading;

import dev.downhill.data.ReadingAllowance;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.nn.Layer;
import dev.downhill.specification.fault.Faults;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of a layer that a specification gives outright: {@code "weight": [[...]], "bias": [...]}. */
final class OutrightValues {
    private static final List<String> NAMES = List.of("weight", "bias");

    private final ObjectNode options;
    private final ObjectNode given;
    private final String pointer;
    private final Faults faults;
    private final ReadingAllowance allowance;

    /** @param allowance the bytes that the values may take */
    OutrightValues(ObjectNode layer, String pointer, Faults faults, ReadingAllowance allowance) {
        this.options = layer.objectNode().setAll(layer);
        this.allowance = allowance;
        this.given = layer.objectNode();
        this.pointer = pointer;
        this.faults = faults;
        for (String name : NAMES) {
            JsonNode value = layer.get(name);
            if (value != null && value.isArray()) {
                given.set(name, value);
            }
            if (value != null && (value.isArray() || value.isNull())) {
                options.remove(name);
            }
        }
    }

    /** Returns the layer without the values. */
    ObjectNode options() {
        return options;
    }

    /** Puts the values back. */
    void fill(ObjectNode filled) {
        filled.setAll(given);
    }

    /** Returns the value of a slot, the drawn one where none is given, or null after saying what is wrong with it. */
    @Nullable
    NDArray of(Layer.Slot slot, NDArray drawn, int maxSize) {
        JsonNode value = given.get(slot.name());
        if (value == null) {
            return drawn;
        }
        String place = pointer + "/" + slot.name();
        NDArray array = new NumberReader(faults, allowance).array(value, "'" + slot.name() + "'", place, maxSize);
        if (array != null && !array.shape().equals(slot.shape())) {
            faults.add(
                    place,
                    "shape",
                    "'" + slot.name() + "' has shape " + array.shape() + ", the layer needs " + slot.shape());
            return null;
        }
        return array;
    }
}
