package dev.downhill.training.run;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Allowance;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.compile.Loops;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Recording;
import dev.downhill.specification.fault.Faults;
import dev.downhill.training.evaluation.Confusion;
import dev.downhill.training.evaluation.RowBlocks;
import dev.downhill.training.record.Metric;
import dev.downhill.training.record.Summary;
import dev.downhill.training.step.TrainingStep;
import java.util.List;

/**
 * The bytes that a run takes while it is running, apart from its specification.
 *
 * <p>The class adds them up from the graphs before anything is allocated. A compiled step has the buffers of its plan; an
 * interpreted step keeps every node.
 *
 * @param steps the buffers of the training step, for a full batch and for the last one of an epoch
 * @param evaluation the buffers that evaluate all training rows and all test rows, or a block of them
 * @param trajectory the recorded points, all of them, and the tape
 * @param states the initial and the final state, and the checkpoints
 */
public record RunMemory(long steps, long evaluation, long trajectory, long states) {
    /** The number of values in data and parameters up to which no graph can become large. */
    private static final long FEW_NUMBERS = 16;

    private static final RunMemory SMALL = new RunMemory(32 << 10, 16 << 10, 0, 0);

    /**
     * Returns the memory of a run.
     *
     * @param mostCheckpointBytes how many bytes the checkpoints may take
     */
    public static RunMemory of(JobSpecification job, long mostCheckpointBytes) {
        long scalars = job.scalars();
        long states = (2L + job.optimizer().state().size()) * scalars * Double.BYTES;
        long best = job.stop().restoreBest() ? 2 * states : 0;
        long kept = best + 2 * states + Math.min(mostCheckpointBytes, 64 * states);
        long recorded = trajectory(job, scalars);
        Dataset training = job.data().training();
        if (scalars + training.numbers() <= FEW_NUMBERS) {
            return new RunMemory(SMALL.steps(), SMALL.evaluation(), recorded, kept);
        }
        int batch = job.batching().size();
        int rest = training.rows() % batch;
        Dataset test = job.data().test();
        return new RunMemory(
                step(job, batch) + (rest == 0 ? 0 : step(job, rest)),
                evaluation(job, training.rows()) + (test == null ? 0 : evaluation(job, test.rows())) + confusion(job),
                recorded,
                kept);
    }

    /** Returns the bytes of all parts. */
    public long bytes() {
        return steps + evaluation + trajectory + states;
    }

    private static long step(JobSpecification job, int rows) {
        StepGraph graph = TrainingStep.of(job, rows).graph(true);
        return Loops.bytes(graph, job.dtype(), job.steps())
                + Allowance.BYTES_PER_NODE * graph.graph().nodes().size();
    }

    private static long evaluation(JobSpecification job, int rows) {
        int block = RowBlocks.of(job, rows);
        int rest = rows % block;
        return block(job, block) + (rest == 0 ? 0 : block(job, rest));
    }

    private static long block(JobSpecification job, int rows) {
        Forward forward = Forward.of(job, rows, Forward.Mode.EVALUATION, new Faults());
        if (forward == null) {
            return 0;
        }
        List<Tensor> outputs = List.of(forward.prediction());
        var once = new StepGraph(forward.loss(), List.of(), outputs, List.of(), List.of(), 0);
        return Loops.bytes(once, job.dtype(), 1)
                + Allowance.BYTES_PER_NODE * once.graph().nodes().size();
    }

    private static long confusion(JobSpecification job) {
        Forward forward = Forward.of(job, 1, Forward.Mode.EVALUATION, new Faults());
        if (forward == null) {
            return 0;
        }
        Shape outputs = forward.prediction().shape();
        int width = outputs.rank() == 0 ? 1 : outputs.dim(outputs.rank() - 1);
        return Confusion.bytes(Confusion.classes(job.loss().targets(), width));
    }

    private static long trajectory(JobSpecification job, long scalars) {
        Recording record = job.record();
        long perPoint = switch (record.parameters()) {
            case ALL -> scalars;
            case SUMMARY ->
                (long) Summary.NAMES.size() * job.model().parameters().size();
            case NONE -> 0;
        };
        long points = job.steps() / record.every() + 2;
        long tape = Math.min(job.steps(), 1L << 14) * (1 + Math.min(scalars * 2, 1L << 13));
        long metrics = EvaluationPlan.of(job).entries(job.steps())
                * (3L + Metric.of(job).size());
        return Double.BYTES
                * (metrics + points * (2 + perPoint * (record.gradients() ? 2 : 1)) + Math.min(tape, 1L << 18));
    }
}
