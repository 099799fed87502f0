package dev.downhill.explain.step;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.explain.graph.NodeNames;
import dev.downhill.explain.graph.ShownNumbers;
import dev.downhill.explain.layer.LayerChoice;
import dev.downhill.explain.layer.LayersOpener;
import dev.downhill.explain.step.StepTrace.ForwardPhase;
import dev.downhill.explain.step.StepTrace.LossPhase;
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
     * @param choice the layers to open, for the first row
     * @throws dev.downhill.explain.layer.LayerFault if no layer has the element to open
     * @throws TooLarge if it has too many numbers
     */
    public StepTrace explain(JobSpecification job, ReplayedStep step, boolean last, LayerChoice choice) {
        Forward forward = step.graph().forward();
        var names = new NodeNames(forward);
        BackwardPass pass = BackwardPass.of(forward.loss());
        var backward = new BackwardTrace(names, pass, RowAxes.NONE);
        List<Tensor> gradients = step.graph().trained().stream()
                .map(name -> pass.gradient(forward.parameter(name)))
                .toList();
        var update = new UpdateTrace(job, step, gradients);

        var layers = new LayersOpener(job, forward, pass, 0, choice);
        Allowance.take(BYTES_PER_NODE * names.nodes().size());
        List<Tensor> outputs = new ArrayList<>(names.nodes());
        outputs.addAll(backward.outputs());
        outputs.addAll(update.outputs());
        outputs.addAll(layers.outputs());
        Map<Tensor, double[]> given = new HashMap<>(step.given());
        given.putAll(update.given());
        var values = new NodeValues(outputs, given, job.dtype(), mostNumbers, RowAxes.NONE);

        var shown = new ForwardTrace(names, values);
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
                new ForwardPhase(names.id(forward.prediction()), shown.of(predicting::contains)),
                new LossPhase(
                        names.id(forward.loss()),
                        forward.inputs().containsValue(forward.target()) || names.has(forward.target())
                                ? names.id(forward.target())
                                : "",
                        step.loss(),
                        shown.of(node -> !predicting.contains(node))),
                backward.phase(values),
                update.phase(values),
                update.next(last),
                layers.open(values::of));
    }
}
