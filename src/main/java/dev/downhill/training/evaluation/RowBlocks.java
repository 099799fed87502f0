package dev.downhill.training.evaluation;

import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.loss.Targets;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;

/**
 * How many rows an evaluation takes at a time.
 *
 * <p>The graph of all rows may need more memory than a step: a text of 30,000 characters has as many rows, and each of them is a
 * context. If it would need more than 128 MB, the rows are evaluated in blocks, whose losses are averaged. It depends on the
 * specification alone, so every machine computes the same bits.
 */
public final class RowBlocks {
    /** The numbers of a graph: 128 MB of doubles. */
    private static final long MOST_NUMBERS = 1 << 24;

    /** Fewer rows are evaluated at once, however large the model is. */
    private static final int FEW_ROWS = 32;

    private RowBlocks() {}

    /**
     * Returns the rows of a block; all rows where they fit, where the loss is no mean over them, or where the rows are not
     * independent.
     */
    public static int of(JobSpecification job, int rows) {
        boolean averages = job.loss().isPlainMean()
                && job.loss().targets() != Targets.NUMBERS
                && job.model().predictsEachRowAlone();
        if (rows <= FEW_ROWS || !averages) {
            return rows;
        }
        long one = numbers(job, 1);
        if (one * rows <= MOST_NUMBERS) {
            // Most jobs, and one graph is enough to know it: the parameters in it only make it larger.
            return rows;
        }
        long perRow = numbers(job, 2) - one;
        return perRow * rows <= MOST_NUMBERS ? rows : (int) Math.max(FEW_ROWS, MOST_NUMBERS / perRow);
    }

    private static long numbers(JobSpecification job, int rows) {
        Forward forward = Forward.of(job, rows, Forward.Mode.EVALUATION, new Faults());
        return forward == null
                ? 0
                : Graph.of(forward.loss()).nodes().stream()
                        .mapToLong(node -> node.shape().size())
                        .sum();
    }
}
