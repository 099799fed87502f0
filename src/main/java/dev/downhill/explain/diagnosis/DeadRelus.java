package dev.downhill.explain.diagnosis;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.specification.Forward;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Units behind a rectifier that give 0 for every row, so that no gradient reaches the parameters before them. */
final class DeadRelus implements Symptom {
    /** With fewer rows a unit may well be silent for all of them, and only a whole layer counts. */
    private static final int FEW_ROWS = 8;

    /** In every larger layer a few units are silent. */
    private static final double MANY = 0.5;

    @Override
    public @Nullable Diagnosis look(Run run) {
        if (!Rectifiers.mayBeIn(run.job().model())) {
            return null;
        }
        Dataset rows = Run.affordable(run.job().data().training(), run.job());
        Forward forward = ForwardValues.forward(run.job(), rows);
        List<Tensor> relus = Graph.of(forward.prediction()).nodes().stream()
                .filter(node -> node.requiresGrad() && Rectifiers.input(node) != null)
                .toList();
        ForwardValues activations = ForwardValues.of(
                run.job(), forward, rows, relus, run.result().checkpoint().parameters());
        Set<Tensor> ofRows = ofRows(activations.nodes(), forward);
        List<Map<String, Object>> layers = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < relus.size(); i++) {
            int units = units(relus.get(i), ofRows.contains(relus.get(i)));
            int dead = dead(activations.values().get(relus.get(i)), units);
            boolean many = rows.rows() < FEW_ROWS ? dead == units : dead >= Math.max(1, MANY * units);
            if (many) {
                Map<String, Object> layer = new LinkedHashMap<>();
                layer.put("relu", i + 1);
                layer.put("dead", dead);
                layer.put("units", units);
                layers.add(layer);
                words.add(dead + " of " + units + (units == 1 ? " unit" : " units") + " behind relu " + (i + 1));
            }
        }
        return layers.isEmpty()
                ? null
                : new Diagnosis(
                        "deadRelus",
                        String.join(", ", words) + " give 0 for every one of " + rows.rows()
                                + " rows: no gradient flows through them, so they have stopped learning. A smaller learning rate,"
                                + " other initial values, or leakyRelu keep them alive.",
                        Map.of("rows", rows.rows(), "layers", layers));
    }

    /** Returns the tensors that have other numbers for other rows. */
    private static Set<Tensor> ofRows(List<Tensor> nodes, Forward forward) {
        Set<Tensor> found = new HashSet<>(forward.inputs().values());
        for (Tensor node : nodes) {
            if (node.inputs().stream().anyMatch(found::contains)) {
                found.add(node);
            }
        }
        return found;
    }

    /** Returns the number of units: the last dimension of a matrix over the rows, 1 for a vector over them; else all elements. */
    private static int units(Tensor relu, boolean ofRows) {
        if (!ofRows) {
            return relu.shape().size();
        }
        return relu.shape().rank() < 2 ? 1 : relu.shape().dim(-1);
    }

    private static int dead(double[] values, int units) {
        int dead = 0;
        for (int unit = 0; unit < units; unit++) {
            boolean silent = true;
            for (int i = unit; i < values.length && silent; i += units) {
                silent = values[i] == 0;
            }
            dead += silent ? 1 : 0;
        }
        return dead;
    }
}
