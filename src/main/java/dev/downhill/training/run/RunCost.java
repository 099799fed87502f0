package dev.downhill.training.run;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.compile.Cost;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.model.Parameter;
import dev.downhill.training.evaluation.RowBlocks;
import dev.downhill.training.evaluation.TextSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The cost of a run, estimated from its graph before anything is allocated.
 *
 * @param step nanoseconds of one step: forward, backward and update
 * @param evaluation nanoseconds of one forward pass over all training rows
 * @param ending nanoseconds after the last step: for the training rows, the test rows and a sample of text
 * @param steps how many there are
 */
public record RunCost(double step, double evaluation, double ending, long steps) {
    private static final double NANOSECONDS_PER_STEP = 50;
    private static final double PER_UPDATED_SCALAR = 3;
    private static final double PER_SCALAR_OF_STATE = 3;
    private static final double MOST_NANOSECONDS = Long.MAX_VALUE / 2.0;

    /** Building the graph, compiling it, and the first steps before the JIT has seen them. */
    private static final double MOST_FOR_THE_BEGINNING = 30e6;

    /** A run that nobody can estimate: its parts do not fit together, which it says when it begins. */
    private static final RunCost UNKNOWN = new RunCost(MOST_NANOSECONDS, MOST_NANOSECONDS, MOST_NANOSECONDS, 1);

    /** Returns the cost of a job. A job whose parts do not fit together counts as one that takes very long. */
    public static RunCost of(JobSpecification job) {
        try {
            int all = job.data().training().rows();
            Forward step = forward(job, job.batching().size(), Forward.Mode.TRAINING);
            // A step of all rows has an evaluation in it, but for the random numbers of dropout, which cost little.
            double rows = all;
            int block = RowBlocks.of(job, all);
            Forward part = job.batching().size() == block ? step : forward(job, block, Forward.Mode.EVALUATION);
            double evaluation = Cost.nanoseconds(Graph.of(part.loss()), job.dtype()) * (rows / block);
            Dataset test = job.data().test();
            double ending = evaluation * (test == null ? 1 : 1 + test.rows() / rows);
            if (job.data().training().vocabulary() != null) {
                ending += TextSample.LENGTH * evaluation / rows;
            }
            return new RunCost(step(job, step), evaluation, ending, job.steps());
        } catch (InvalidSpecification e) {
            return UNKNOWN;
        }
    }

    private static double step(JobSpecification job, Forward forward) {
        List<Tensor> trained = job.model().parameters().stream()
                .map(Parameter::name)
                .filter(name -> !job.frozen().contains(name))
                .map(forward::parameter)
                .toList();
        List<Tensor> outputs = new ArrayList<>(Gradients.of(forward.loss(), trained));
        outputs.add(forward.loss());
        double scalars =
                trained.stream().mapToDouble(tensor -> tensor.shape().size()).sum();
        double update = PER_UPDATED_SCALAR
                + PER_SCALAR_OF_STATE * job.optimizer().state().size();
        return NANOSECONDS_PER_STEP + Cost.nanoseconds(Graph.of(outputs), job.dtype()) + scalars * update;
    }

    private static Forward forward(JobSpecification job, int rows, Forward.Mode mode) {
        var faults = new Faults();
        Forward forward = Forward.of(job, rows, mode, faults);
        faults.throwIfAny();
        if (forward == null) {
            throw new IllegalStateException("a part is missing, but no fault was reported");
        }
        return forward;
    }

    /** Returns the time of the whole run on one core. */
    public Duration whole() {
        return duration(steps * step + ending + Math.min(steps * step * 10, MOST_FOR_THE_BEGINNING));
    }

    /** Returns the time of some steps taken again, with nothing evaluated. */
    public Duration steps(long count) {
        return duration(count * step + Math.min(count * step * 10, MOST_FOR_THE_BEGINNING));
    }

    /** Returns the time of the loss over all training rows, computed so often. */
    public Duration evaluations(double count) {
        return duration(count * evaluation + Math.min(count * evaluation * 10, MOST_FOR_THE_BEGINNING));
    }

    private static Duration duration(double nanoseconds) {
        return Duration.ofNanos((long) Math.min(nanoseconds, MOST_NANOSECONDS));
    }
}
