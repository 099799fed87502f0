package dev.downhill.explain.layer;

import static dev.downhill.explain.graph.ShownNumbers.finite;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.explain.graph.ShownNumbers;
import dev.downhill.explain.layer.OpenedRecurrence.GateSum;
import dev.downhill.explain.layer.OpenedRecurrence.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens a recurrent layer at every entry of its sequence. */
final class RecurrenceOpener implements LayerOpener {
    private static final String HIDDEN = "h";
    private static final String CELL = "c";

    /** Of a longer sequence, the text has the first entries and the last ones. */
    private static final int LINES = 12;

    private final PlacedLayer layer;
    private final List<String> gates;
    private final int units;
    private final int length;
    private final int row;
    private final int entry;
    private final int unit;

    /** @param gates the letters of the gates, none of an rnn */
    RecurrenceOpener(PlacedLayer layer, List<String> gates, int units, int row, int[] element) {
        this.layer = layer;
        this.gates = gates;
        this.units = units;
        this.row = row;
        length = layer.input().shape().dim(1);
        entry = element.length == 1 ? length - 1 : element[0];
        unit = element[element.length - 1];
    }

    @Override
    public String kind() {
        return "recurrence";
    }

    @Override
    public boolean hasMaps() {
        return false;
    }

    @Override
    public long numbers() {
        long vectors = 2L * (gates.size() + 1 + (hasCell() ? 1 : 0));
        return length * (vectors * units + layer.input().shape().dim(2) + 8);
    }

    private boolean hasCell() {
        return !layer.shown(CELL).isEmpty();
    }

    @Override
    public List<Tensor> values() {
        List<Tensor> read = new ArrayList<>(states());
        read.add(layer.input());
        read.add(layer.shown("fromInput").get(entry));
        Tensor fromState = fromState();
        if (fromState != null) {
            read.add(fromState);
        }
        return read;
    }

    private List<Tensor> states() {
        List<Tensor> states = new ArrayList<>();
        gates.forEach(gate -> states.addAll(layer.shown(gate)));
        states.addAll(layer.shown(CELL));
        states.addAll(layer.shown(HIDDEN));
        return states;
    }

    /** Without a bias, the first entry has no share of a state. */
    private @Nullable Tensor fromState() {
        List<Tensor> shares = layer.shown("fromState");
        int at = entry - (length - shares.size());
        return at < 0 ? null : shares.get(at);
    }

    @Override
    public List<Tensor> differentiated() {
        return states();
    }

    @Override
    public Opened open(BatchValues batch) {
        List<Step> steps = new ArrayList<>();
        for (int t = 0; t < length; t++) {
            steps.add(step(batch, t));
        }
        Map<String, GateSum> sums = sums(batch);
        return new Opened(new OpenedRecurrence(entry, unit, steps, sums), text(batch, steps, sums));
    }

    private Step step(BatchValues batch, int t) {
        int width = layer.input().shape().dim(2);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Map<String, @Nullable Object> gradients = new LinkedHashMap<>();
        for (String gate : gates) {
            values.put(gate, BatchValues.vector(vector(batch, gate, t)));
            gradients.put(gate, BatchValues.vector(gradient(batch, gate, t)));
        }
        double[] hidden = gradient(batch, HIDDEN, t);
        return new Step(
                t,
                BatchValues.vector(batch.part(layer.input(), (row * length + t) * width, width)),
                values,
                hasCell() ? BatchValues.vector(vector(batch, CELL, t)) : null,
                BatchValues.vector(vector(batch, HIDDEN, t)),
                gradients,
                hasCell() ? BatchValues.vector(gradient(batch, CELL, t)) : null,
                BatchValues.vector(hidden),
                hidden == null
                        ? null
                        : finite(Math.sqrt(
                                Arrays.stream(hidden).map(part -> part * part).sum())),
                derivatives(batch, t));
    }

    private double[] vector(BatchValues batch, String name, int t) {
        return batch.part(layer.shown(name).get(t), row * units, units);
    }

    private double @Nullable [] gradient(BatchValues batch, String name, int t) {
        return batch.gradient(layer.shown(name).get(t), row * units, units);
    }

    private double number(BatchValues batch, String name, int t) {
        return t < 0 ? 0 : batch.at(layer.shown(name).get(t), row * units + unit);
    }

    private Map<String, @Nullable Double> derivatives(BatchValues batch, int t) {
        Map<String, @Nullable Double> all = new LinkedHashMap<>();
        double h = number(batch, HIDDEN, t);
        if (hasCell()) {
            double tanh = Math.tanh(number(batch, CELL, t));
            double out = number(batch, "o", t);
            all.put("d(c)/d(i)", finite(number(batch, "g", t)));
            all.put("d(c)/d(f)", finite(number(batch, CELL, t - 1)));
            all.put("d(c)/d(g)", finite(number(batch, "i", t)));
            all.put("d(c)/d(c before)", finite(number(batch, "f", t)));
            all.put("d(h)/d(o)", finite(tanh));
            all.put("d(h)/d(c)", finite(out * (1 - tanh * tanh)));
        } else if (gates.isEmpty()) {
            all.put("d(h)/d(sum)", finite(1 - h * h));
        } else {
            double keep = number(batch, "z", t);
            all.put("d(h)/d(z)", finite(number(batch, HIDDEN, t - 1) - number(batch, "n", t)));
            all.put("d(h)/d(n)", finite(1 - keep));
            all.put("d(h)/d(h before)", finite(keep));
        }
        return all;
    }

    private Map<String, GateSum> sums(BatchValues batch) {
        Map<String, GateSum> sums = new LinkedHashMap<>();
        List<String> summed = gates.isEmpty() ? List.of(HIDDEN) : gates;
        Tensor fromInput = layer.shown("fromInput").get(entry);
        Tensor fromState = fromState();
        for (int i = 0; i < summed.size(); i++) {
            int at = i * units + unit;
            int ofRow = row * summed.size() * units + at;
            double input = batch.at(fromInput, ofRow);
            Double state = fromState == null
                    ? null
                    : (Double) batch.at(fromState, fromState.shape().rank() == 1 ? at : ofRow);
            double share = state == null ? 0 : state;
            String gate = summed.get(i);
            double factor = gate.equals("n") ? number(batch, "r", entry) : 1;
            sums.put(
                    gate,
                    new GateSum(
                            finite(input),
                            state == null ? null : finite(state),
                            finite(input + factor * share),
                            finite(number(batch, gate, entry))));
        }
        return sums;
    }

    private List<String> text(BatchValues batch, List<Step> steps, Map<String, GateSum> sums) {
        List<String> text = new ArrayList<>();
        sums.forEach((gate, sum) -> text.add("entry " + entry + ", unit " + unit + ": sum of " + gate + " = "
                + text(sum.fromInput()) + " from the input"
                + (sum.fromState() == null ? "" : " + " + text(sum.fromState()) + " from the state") + ", so " + gate
                + " = " + text(sum.value())));
        for (Step step : steps) {
            int t = step.entry();
            if (t < LINES / 2 || t >= length - LINES / 2) {
                var line = new StringBuilder("entry " + t + ":");
                for (String gate : gates) {
                    line.append(' ').append(gate).append(' ').append(ShownNumbers.text(number(batch, gate, t)));
                }
                if (hasCell()) {
                    line.append(" c ").append(ShownNumbers.text(number(batch, CELL, t)));
                }
                line.append(" h ").append(ShownNumbers.text(number(batch, HIDDEN, t)));
                if (step.hiddenGradientNorm() != null) {
                    line.append("; length of d(loss)/d(h) ").append(ShownNumbers.text(step.hiddenGradientNorm()));
                }
                text.add(line.toString());
            }
        }
        return text;
    }

    private static String text(@Nullable Double number) {
        return number == null ? "?" : ShownNumbers.text(number);
    }
}
