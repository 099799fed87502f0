package dev.downhill.explain.step;

import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.explain.layer.LayerChoice;
import dev.downhill.explain.layer.LayersOpener;
import dev.downhill.explain.step.RowTrace.Row;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.replay.ReplayedStep;

/** Opens one layer of a training step, also where the rows of a batch depend on each other. */
public final class LayerExplainer {
    private final long mostNumbers;

    /** @param mostNumbers how many numbers all values of a step may take together */
    public LayerExplainer(long mostNumbers) {
        this.mostNumbers = mostNumbers;
    }

    /**
     * Returns a layer of a step, opened at an element.
     *
     * @param row its place in the batch, from 0
     * @throws RowFault if the batch has no such row
     * @throws dev.downhill.explain.layer.LayerFault if the model has no such layer, or the layer no such element
     * @throws TooLarge if the step has too many numbers
     */
    public LayerTrace explain(JobSpecification job, ReplayedStep step, int row, LayerChoice choice) {
        RowFault.requireRow(step, row);
        Forward forward = step.graph().forward();
        var opener = new LayersOpener(job, forward, BackwardPass.of(forward.loss()), row, choice);
        var values = new NodeValues(opener.outputs(), step.given(), job.dtype(), mostNumbers, RowAxes.NONE);
        return new LayerTrace(
                step.number(),
                step.rate(),
                new Row(row, step.rows()[row], step.rows().length),
                opener.open(values::of));
    }
}
