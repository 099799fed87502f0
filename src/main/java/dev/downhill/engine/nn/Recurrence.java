package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Assemble;
import dev.downhill.engine.autograd.op.SelectedRows;
import dev.downhill.engine.nn.init.Initializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The common part of the recurrent layers: a cell that reads one entry of a sequence after the other.
 *
 * <p>The graph has a copy of the cell for each entry, so backpropagation leads through time like through any other layers.
 *
 * @param layer the name in messages
 * @param gates how many vectors of {@code units} the cell makes of its input
 */
record Recurrence(String layer, int units, int gates, boolean bias, boolean returnSequences) {
    private static final int LONGEST = 1000;

    /**
     * A step of the cell.
     *
     * @param hidden what it gives to the next layer
     * @param inner what it keeps beside that; null if nothing
     * @param gates what it computed on its way, in order, by PyTorch's letter
     */
    record State(Tensor hidden, @Nullable Tensor inner, Map<String, Tensor> gates) {
        /** Returns gates of one letter each. */
        static Map<String, Tensor> gates(String letters, Tensor... values) {
            Map<String, Tensor> gates = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                gates.put(letters.substring(i, i + 1), values[i]);
            }
            return gates;
        }
    }

    /** A cell. */
    @FunctionalInterface
    interface Cell {
        /**
         * Returns the next state.
         *
         * @param input the gates' share from the entry, with its bias, of shape (n, gates * units)
         * @param recurrent their share from the state before, with its bias; null if there is none
         * @param before null at the first entry: all numbers are zero
         */
        State next(Tensor input, @Nullable Tensor recurrent, @Nullable State before);
    }

    List<Layer.Slot> parameters(Shape input) {
        require(input);
        Initializer uniform = (fanIn, fanOut, random) -> (2 * random.nextDouble() - 1) / Math.sqrt(units);
        int all = gates * units;
        List<Layer.Slot> slots = new ArrayList<>();
        slots.add(new Layer.Slot("weight_ih_l0", Shape.of(all, input.dim(2)), uniform));
        slots.add(new Layer.Slot("weight_hh_l0", Shape.of(all, units), uniform));
        if (bias) {
            slots.add(new Layer.Slot("bias_ih_l0", Shape.of(all), uniform));
            slots.add(new Layer.Slot("bias_hh_l0", Shape.of(all), uniform));
        }
        return slots;
    }

    private void require(Shape input) {
        if (input.rank() != 3 || input.dim(1) == 0) {
            throw new ShapeException(layer + ": shape " + input + " is not (rows, entries of a sequence, features)");
        }
        if (input.dim(1) > LONGEST) {
            throw new ShapeException(layer + ": a sequence of shape " + input + " has " + input.dim(1)
                    + " entries; at most " + LONGEST + " are accepted");
        }
    }

    /**
     * Returns the hidden states, (n, entries, units), or the last one, (n, units).
     *
     * @param pass is shown for each entry the gates by their letters, the memory {@code c} where there is one, the state {@code
     *     h}, and the shares of the gates' sums, {@code fromInput} and {@code fromState}
     */
    Tensor run(Tensor input, Map<String, Tensor> parameters, Layer.Pass pass, Cell cell) {
        require(input.shape());
        int rows = input.shape().dim(0);
        int length = input.shape().dim(1);
        int all = gates * units;
        Tensor weight = Layer.required(parameters, "weight_ih_l0");
        Tensor entries = input.permute(1, 0, 2)
                .reshape(Shape.of(length * rows, input.shape().dim(2)));
        Tensor offset = parameters.get("bias_ih_l0");
        Tensor inputs = SelectedRows.mapped(entries, x -> plus(x.matmul(weight.mT()), offset))
                .reshape(Shape.of(length, rows, all));
        // One tensor for all entries, so that a compiled step turns it once.
        Tensor turned = Layer.required(parameters, "weight_hh_l0").mT();
        List<Tensor> outputs = new ArrayList<>();
        Map<String, List<Tensor>> shown = new LinkedHashMap<>();
        State state = null;
        for (int t = 0; t < length; t++) {
            Tensor entry = SelectedRows.part(inputs, t, 1).reshape(Shape.of(rows, all));
            Tensor recurrent = recurrent(state, turned, parameters.get("bias_hh_l0"));
            state = cell.next(entry, recurrent, state);
            collect(shown, entry, recurrent, state);
            outputs.add(state.hidden().reshape(Shape.of(1, rows, units)));
        }
        shown.forEach(pass::show);
        return returnSequences
                ? Assemble.concat(0, outputs).permute(1, 0, 2)
                : outputs.getLast().reshape(Shape.of(rows, units));
    }

    private static void collect(
            Map<String, List<Tensor>> shown, Tensor entry, @Nullable Tensor recurrent, State state) {
        Map<String, Tensor> parts = new LinkedHashMap<>(state.gates());
        if (state.inner() != null) {
            parts.put("c", state.inner());
        }
        parts.put("h", state.hidden());
        parts.put("fromInput", entry);
        if (recurrent != null) {
            parts.put("fromState", recurrent);
        }
        parts.forEach((name, part) ->
                shown.computeIfAbsent(name, unused -> new ArrayList<>()).add(part));
    }

    private static @Nullable Tensor recurrent(@Nullable State before, Tensor turned, @Nullable Tensor offset) {
        if (before == null) {
            return offset;
        }
        return plus(before.hidden().matmul(turned), offset);
    }

    static Tensor plus(Tensor one, @Nullable Tensor other) {
        return other == null ? one : one.add(other);
    }

    /** Returns one of the gates. */
    Tensor gate(Tensor gates, int number) {
        return gates.narrow(gates.shape().rank() - 1, number * units, units);
    }
}
