package dev.downhill.specification.reading;

import dev.downhill.data.ReadingAllowance;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.nn.BatchNorm;
import dev.downhill.engine.nn.Layer;
import dev.downhill.specification.fault.Faults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of a layer that a specification gives outright: {@code "weight": [[...]], "bias": [...]}. */
final class OutrightValues {
    private static final List<String> NAMES = List.of(
            "weight",
            "bias",
            "weight_ih_l0",
            "weight_hh_l0",
            "bias_ih_l0",
            "bias_hh_l0",
            "in_proj_weight",
            "in_proj_bias",
            "out_proj.weight",
            "out_proj.bias",
            BatchNorm.MEAN,
            BatchNorm.VARIANCE);

    private final ObjectNode options;
    private final ObjectNode given;
    private final String pointer;
    private final Faults faults;
    private final ReadingAllowance allowance;

    /** The values of the layers within, by their place. */
    private final List<OutrightValues> within = new ArrayList<>();

    private final Set<String> used = new HashSet<>();

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

    /** Takes in the values of the next layer within the layer. */
    void add(OutrightValues inner) {
        within.add(inner);
    }

    /** Returns how many entries a value has along its first dimension; 0 if it is not given. */
    int entries(String name) {
        JsonNode value = given.get(name);
        return value == null ? 0 : value.size();
    }

    /** Refuses values of parameters that the layer does not have. */
    void refuseOthers() {
        for (String name : given.propertyNames()) {
            if (!used.contains(name)) {
                faults.add(pointer + "/" + name, "unknownField", "the layer has no parameter '" + name + "'");
            }
        }
        within.forEach(OutrightValues::refuseOthers);
    }

    /** Puts the values back. */
    void fill(ObjectNode filled) {
        filled.setAll(given);
    }

    /** Returns the value of a slot, the drawn one where none is given, or null after saying what is wrong with it. */
    @Nullable
    NDArray of(Layer.Slot slot, NDArray drawn, int maxSize) {
        int dot = slot.name().indexOf('.');
        if (!within.isEmpty() && dot > 0) {
            OutrightValues inner = within.get(Integer.parseInt(slot.name().substring(0, dot)));
            return inner.of(new Layer.Slot(slot.name().substring(dot + 1), slot.shape(), slot.init()), drawn, maxSize);
        }
        used.add(slot.name());
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
