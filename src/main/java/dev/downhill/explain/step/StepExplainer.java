package dev.downhill.explain.step;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.explain.graph.FormulaText;
import dev.downhill.explain.graph.GraphView;
import dev.downhill.explain.graph.NodeNames;
import dev.downhill.explain.graph.ShownNumbers;
import dev.downhill.explain.step.StepTrace.ForwardPhase;
import dev.downhill.explain.step.StepTrace.LossPhase;
import dev.downhill.explain.step.StepTrace.NodeValue;
import dev.downhill.explain.step.StepTrace.Rows;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.replay.ReplayedStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Explains a training step: computes it again node by node, and says how every number came about. */
public final class StepExplainer {
    /** The memory of a node's explanation: its value, its gradient, its derivatives, and their texts. */
    private static final long BYTES_PER_NODE = 8000;

    private final long mostNumbers;

    /** @param mostNumbers how many numbers all values of a step may take together */
    public StepExplainer(long mostNumbers) {
        this.mostNumbers = mostNumbers;
    }

    /**
     * Returns the explanation of a step of a job.
     *
     * @param last whether the run ended with it
     * @throws TooLarge if it has too many numbers
     */
    public StepTrace explain(JobSpecification job, ReplayedStep step, boolean last) {
        Forward forward = step.graph().forward();
        var names = new NodeNames(forward);
        BackwardPass pass = BackwardPass.of(forward.loss());
        var backward = new BackwardTrace(names, pass);
        List<Tensor> gradients = step.graph().trained().stream()
                .map(name -> pass.gradient(forward.parameter(name)))
                .toList();
        var update = new UpdateTrace(job, step, gradients);

        Allowance.take(BYTES_PER_NODE * names.nodes().size());
        List<Tensor> outputs = new ArrayList<>(names.nodes());
        outputs.addAll(backward.outputs());
        outputs.addAll(update.outputs());
        Map<Tensor, double[]> given = new HashMap<>(step.given());
        given.putAll(update.given());
        var values = new NodeValues(outputs, given, job.dtype(), mostNumbers);

        Set<Tensor> predicting = new HashSet<>(Graph.of(forward.prediction()).nodes());
        return new StepTrace(
                step.number(),
                step.rate(),
                new Rows(
                        step.rows().length,
                        Arrays.stream(step.rows())
                                .limit(ShownNumbers.WHOLE)
                                .boxed()
                                .toList()),
                new ForwardPhase(names.id(forward.prediction()), values(names, values, predicting, true)),
                new LossPhase(
                        names.id(forward.loss()),
                        forward.inputs().containsValue(forward.target()) || names.has(forward.target())
                                ? names.id(forward.target())
                                : "",
                        step.loss(),
                        values(names, values, predicting, false)),
                backward.phase(values),
                update.phase(values),
                update.next(last));
    }

    private static List<NodeValue> values(
            NodeNames names, NodeValues values, Set<Tensor> predicting, boolean ofPrediction) {
        return names.nodes().stream()
                .filter(node -> predicting.contains(node) == ofPrediction)
                .map(node -> value(node, names, values))
                .toList();
    }

    private static NodeValue value(Tensor node, NodeNames names, NodeValues values) {
        GraphView.Node shown = GraphView.node(node, names);
        NDArray value = values.of(node);
        String numbers = ShownNumbers.text(value);
        String text = FormulaText.equation(shown.id(), numbers);
        if (!node.inputs().isEmpty()) {
            List<String> operands = node.inputs().stream()
                    .map(input -> ShownNumbers.operand(values.of(input)))
                    .toList();
            text = FormulaText.equation(shown.id(), shown.formula(), node.op().text(operands), numbers);
        }
        return new NodeValue(
                shown.id(),
                shown.kind(),
                shown.op(),
                shown.group(),
                shown.inputs(),
                shown.shape(),
                shown.formula(),
                ShownNumbers.json(value),
                text);
    }
}
