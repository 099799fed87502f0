package dev.downhill.training.evaluation;

import dev.downhill.data.Dataset;
import dev.downhill.specification.JobSpecification;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quality of a model on all rows of a data set, which are evaluated in {@link RowBlocks}.
 *
 * <p>Not safe for several threads.
 */
public final class RowsEvaluation {
    private final Dataset rows;
    private final int size;
    private final Evaluation block;
    private final @Nullable Evaluation rest;
    private @Nullable ClassCounts counts;

    /**
     * Returns an evaluation.
     *
     * @param times about how often it is used; an evaluation that is used often is compiled.
     * @throws dev.downhill.specification.fault.InvalidSpecification if the model does not fit that many rows.
     */
    public RowsEvaluation(JobSpecification job, Dataset rows, long times) {
        this.rows = rows;
        this.size = RowBlocks.of(job, rows.rows());
        int last = rows.rows() % size;
        this.block = new Evaluation(job, part(0), times * (rows.rows() / size));
        this.rest = last == 0 ? null : new Evaluation(job, part(rows.rows() - last), times);
    }

    private Dataset part(int from) {
        return size == rows.rows() ? rows : rows.range(from, Math.min(rows.rows(), from + size));
    }

    /**
     * Returns loss and metrics with some values of the parameters: the means over the rows.
     *
     * @param parameters each parameter's elements by name, row-major
     * @throws dev.downhill.engine.kernel.StepInterrupted if the thread is interrupted
     */
    public Evaluation.Score of(Map<String, double[]> parameters) {
        if (size == rows.rows()) {
            Evaluation.Score score = block.of(parameters);
            counts = block.counts();
            return score;
        }
        double loss = 0;
        double right = 0;
        counts = null;
        for (int from = 0; from < rows.rows(); from += size) {
            Dataset part = part(from);
            Evaluation evaluation = rest != null && part.rows() < size ? rest : block;
            evaluation.feed(part);
            Evaluation.Score score = evaluation.of(parameters);
            loss += score.loss() * part.rows();
            right += (score.accuracy() == null ? 0 : score.accuracy()) * part.rows();
            ClassCounts found = evaluation.counts();
            counts = from == 0 ? found : ClassCounts.sum(counts, found);
        }
        return new Evaluation.Score(loss / rows.rows(), right / rows.rows(), null);
    }

    /** Returns the classes that the outputs of the last {@link #of} took for each other; see {@link Confusion#count}. */
    public @Nullable ClassCounts counts() {
        return counts;
    }
}
