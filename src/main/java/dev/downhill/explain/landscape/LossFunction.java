package dev.downhill.explain.landscape;

import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.compile.Loops;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/** The loss over all training rows, regularization included and without dropout, as a function of the parameters. */
public final class LossFunction {
    private final Forward forward;
    private final Loop loop;

    /** @param evaluations about how often it is evaluated */
    public LossFunction(JobSpecification job, long evaluations) {
        this.forward = forward(job);
        var step = new StepGraph(forward.loss(), List.of(), List.of(), List.of(), List.of(), 0);
        this.loop = Loops.of(step, job.dtype(), evaluations);
        forward.feed(loop, job, job.data().training());
    }

    static Forward forward(JobSpecification job) {
        var faults = new Faults();
        Forward graph = Forward.of(job, job.data().training().rows(), Forward.Mode.EVALUATION, faults);
        faults.throwIfAny();
        return Objects.requireNonNull(graph, "without a fault there is a graph");
    }

    /**
     * Returns the loss, which may not be finite.
     *
     * @param changed the parameters that have other values than at the evaluation before
     * @throws CancellationException if the thread was interrupted
     */
    public double at(Map<String, double[]> changed) {
        stopIfInterrupted();
        changed.forEach((name, values) -> loop.set(forward.parameter(name), values));
        double[] loss = new double[1];
        int unused = loop.run(1, new double[0], loss);
        return loss[0];
    }

    static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }
}
