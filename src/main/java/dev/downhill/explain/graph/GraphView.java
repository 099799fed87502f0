package dev.downhill.explain.graph;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.explain.step.StepTrace;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The computation graph of a job's forward pass and loss, on batches of its usual size.
 *
 * @param nodes inputs before what uses them
 */
public record GraphView(List<Node> nodes, List<Edge> edges) {

    /**
     * A node; a {@link StepTrace} refers to it by its id.
     *
     * @param kind input, target, parameter, frozen, mask, constant or operation
     * @param op the operation; for other nodes, the name or the number
     * @param group the part of the step that it belongs to: a layer such as {@code 0.linear}, {@code expression}, {@code loss}
     *     or {@code data}
     * @param inputs the ids of its inputs
     * @param formula how it is computed from them
     */
    public record Node(
            String id,
            String kind,
            String op,
            String group,
            List<String> inputs,
            List<Integer> shape,
            String formula) {}

    /**
     * From an input to the node that uses it.
     *
     * @param input which of the node's inputs, from 0
     * @param differentiable whether a gradient goes back along it
     */
    public record Edge(String id, String from, String to, int input, boolean differentiable) {}

    /** A node, its edges, and their texts. */
    private static final long BYTES_PER_NODE = 2000;

    public static GraphView of(JobSpecification job) {
        var faults = new Faults();
        Forward forward = Forward.of(job, job.batching().size(), Forward.Mode.TRAINING, faults);
        faults.throwIfAny();
        return of(new NodeNames(Objects.requireNonNull(forward, "without a fault there is a graph")));
    }

    private static GraphView of(NodeNames names) {
        Allowance.take(BYTES_PER_NODE * names.nodes().size());
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (Tensor node : names.nodes()) {
            nodes.add(node(node, names));
            for (int i = 0; i < node.inputs().size(); i++) {
                Tensor input = node.inputs().get(i);
                edges.add(new Edge(edgeId(node, i, names), names.id(input), names.id(node), i, input.requiresGrad()));
            }
        }
        return new GraphView(nodes, edges);
    }

    public static Node node(Tensor node, NodeNames names) {
        return new Node(
                names.id(node),
                names.kind(node),
                node.op().name(),
                names.group(node),
                node.inputs().stream().map(names::id).toList(),
                shape(node),
                FormulaText.of(node, names));
    }

    public static String edgeId(Tensor node, int input, NodeNames names) {
        return names.id(node) + ":" + input;
    }

    static List<Integer> shape(Tensor node) {
        return shape(node.shape());
    }

    /** Returns a shape as a list of its dimensions. */
    public static List<Integer> shape(Shape shape) {
        return Arrays.stream(shape.dims()).boxed().toList();
    }
}
