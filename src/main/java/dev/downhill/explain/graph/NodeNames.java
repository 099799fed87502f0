package dev.downhill.explain.graph;

import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Constant;
import dev.downhill.engine.autograd.op.Variable;
import dev.downhill.specification.Forward;
import dev.downhill.specification.expression.Expression;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A name for every node of a forward pass, the same for every batch: {@code w}, {@code 0.weight}, {@code 0.sigmoid},
 * {@code prediction}, {@code loss.sub}, {@code loss}.
 */
public final class NodeNames {
    private static final String DATA = "data";
    private static final String LOSS = "loss";
    private static final String PREDICTION = "prediction";

    private final Forward forward;
    private final List<Tensor> nodes;
    private final Map<Tensor, String> ids = new HashMap<>();
    private final Map<Tensor, String> groups = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** The last number that was given to nodes of one name. */
    private final Map<String, Integer> numbers = new HashMap<>();

    public NodeNames(Forward forward) {
        this.forward = forward;
        this.nodes = Graph.of(forward.loss()).nodes();
        forward.inputs().values().forEach(column -> groups.put(column, DATA));
        groups.put(forward.target(), DATA);
        forward.parts().forEach((part, output) -> group(output, part));
        group(forward.prediction(), "model");
        group(forward.loss(), LOSS);
        nodes.stream()
                .filter(node -> node.op() instanceof Variable)
                .forEach(node -> name(node, node.op().name()));
        name(forward.loss(), LOSS);
        name(forward.prediction(), PREDICTION);
        for (Tensor node : nodes) {
            name(
                    node,
                    node.op() instanceof Constant
                            ? "constant"
                            : prefix(group(node)) + node.op().name());
        }
    }

    private void group(Tensor output, String part) {
        for (Tensor node : Graph.of(output).nodes()) {
            groups.putIfAbsent(node, part);
        }
    }

    /** Layers are numbered, as in the names of their parameters; the loss has its name; a formula is all there is. */
    private static String prefix(String group) {
        if (group.equals(LOSS)) {
            return LOSS + ".";
        }
        int dot = group.indexOf('.');
        return dot < 0 ? "" : group.substring(0, dot + 1);
    }

    private void name(Tensor node, String wanted) {
        if (ids.containsKey(node)) {
            return;
        }
        String name = wanted;
        int number = numbers.getOrDefault(wanted, 1);
        while (!taken.add(name)) {
            number++;
            name = wanted + "_" + number;
        }
        numbers.put(wanted, number);
        ids.put(node, name);
    }

    /** Returns every node that the loss depends on, inputs before what uses them. */
    public List<Tensor> nodes() {
        return nodes;
    }

    public String id(Tensor node) {
        return Objects.requireNonNull(ids.get(node), "not a node of the forward pass");
    }

    /**
     * Returns the name of a node of the forward pass as a formula shows it: a constant is its number, and a column of words
     * with spaces stands in backticks.
     */
    public String inFormula(Tensor node) {
        return switch (node.op()) {
            case Constant constant -> constant.name();
            case Variable variable -> isData(node) ? Expression.Name.inFormula(id(node)) : id(node);
            default -> id(node);
        };
    }

    private boolean isData(Tensor node) {
        return node == forward.target() || forward.inputs().containsValue(node);
    }

    public boolean has(Tensor node) {
        return ids.containsKey(node);
    }

    /** Returns what a node is part of: a layer, the loss, the data. */
    public String group(Tensor node) {
        return groups.getOrDefault(node, LOSS);
    }

    public String kind(Tensor node) {
        if (forward.parameters().containsValue(node)) {
            return node.requiresGrad() ? "parameter" : "frozen";
        }
        if (node == forward.target()) {
            return "target";
        }
        if (forward.inputs().containsValue(node)) {
            return "input";
        }
        return switch (node.op()) {
            case Constant constant -> "constant";
            case Variable mask -> "mask";
            default -> "operation";
        };
    }
}
