package dev.downhill.training.evaluation;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Allowance;
import dev.downhill.engine.loss.Targets;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import dev.downhill.training.record.Nested;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Computes the outputs of a trained model. */
public final class Predictor {
    /** The number of rows that are predicted at a time. */
    private static final int BLOCK = 512;

    private Predictor() {}

    /**
     * Returns the outputs of a model. If the model predicts each row on its own, the rows are processed in blocks of 512
     * to save memory.
     *
     * @param parameters each parameter's elements by name, row-major.
     * @param rows inputs as the model sees them, and any targets.
     * @throws dev.downhill.specification.fault.InvalidSpecification if the model does not fit that many rows, or gives
     *     a number that is not finite.
     * @throws CancellationException if the thread is interrupted.
     */
    public static Predictions predict(JobSpecification job, Map<String, double[]> parameters, Dataset rows) {
        boolean inBlocks = job.model().predictsEachRowAlone() && rows.rows() > BLOCK;
        Outputs outputs = inBlocks ? inBlocks(job, parameters, rows) : atOnce(job, parameters, rows);
        requireFinite(outputs.numbers(), rows.rows());
        int[] dims = outputs.dims();
        return new Predictions(Nested.of(outputs.numbers(), dims), classesOf(job, outputs.numbers(), dims));
    }

    /**
     * Returns the outputs of a model after several steps, as {@link #predict} gives them for each.
     *
     * @param steps after how many updates
     * @param weights each parameter's elements by name, row-major, one entry for each step
     */
    public static PredictionHistory predict(
            JobSpecification job, List<Long> steps, List<Map<String, double[]>> weights, Dataset rows) {
        List<@Nullable Object> outputs = new ArrayList<>();
        List<@Nullable List<String>> classes = new ArrayList<>();
        boolean any = false;
        Evaluation evaluation = new Evaluation(job, rows, steps.size());
        int[] dims = evaluation.outputDims();
        for (Map<String, double[]> parameters : weights) {
            double[] numbers = evaluation.predict(parameters).clone();
            boolean finite = Arrays.stream(numbers).allMatch(Double::isFinite);
            List<String> named = finite ? classesOf(job, numbers, dims) : null;
            outputs.add(finite ? Nested.of(numbers, dims) : null);
            classes.add(named);
            any |= named != null;
        }
        return new PredictionHistory(steps, outputs, any ? classes : null);
    }

    private static @Nullable List<String> classesOf(JobSpecification job, double[] numbers, int[] dims) {
        return job.loss().targets() == Targets.CLASSES && dims.length == 2
                ? classes(numbers, dims[1], job.data().training().classes())
                : null;
    }

    /** @param dims the lengths along the dimensions, the rows first */
    private record Outputs(double[] numbers, int[] dims) {}

    private static Outputs atOnce(JobSpecification job, Map<String, double[]> parameters, Dataset rows) {
        var evaluation = new Evaluation(job, rows);
        return new Outputs(evaluation.predict(parameters), evaluation.outputDims());
    }

    /** Predicts block by block: this takes little memory, and an interrupt ends the work between two blocks. */
    private static Outputs inBlocks(JobSpecification job, Map<String, double[]> parameters, Dataset rows) {
        int count = rows.rows();
        var whole = new Evaluation(job, block(rows, 0), count / BLOCK);
        int[] dims = whole.outputDims().clone();
        dims[0] = count;
        double[] numbers = new double[length(dims)];
        int width = numbers.length / count;
        for (int from = 0; from < count; from += BLOCK) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the predictions were not computed in time");
            }
            Dataset block = block(rows, from);
            Evaluation evaluation = block.rows() == BLOCK ? whole : new Evaluation(job, block);
            evaluation.feed(block);
            double[] outputs = evaluation.predict(parameters);
            System.arraycopy(outputs, 0, numbers, from * width, outputs.length);
        }
        return new Outputs(numbers, dims);
    }

    private static Dataset block(Dataset rows, int from) {
        return rows.range(from, Math.min(rows.rows(), from + BLOCK));
    }

    private static int length(int[] dims) {
        long length = Arrays.stream(dims).asLongStream().reduce(1, (a, b) -> a * b);
        Allowance.take(Double.BYTES * length);
        return Math.toIntExact(length);
    }

    private static void requireFinite(double[] outputs, int rows) {
        var faults = new Faults();
        for (int i = 0; i < outputs.length; i++) {
            if (!Double.isFinite(outputs[i])) {
                int row = i / (outputs.length / rows) + 1;
                faults.add(
                        "/inputs",
                        "notFinite",
                        "for row " + row + " of these inputs the model gives a number that is not finite: "
                                + (Double.isNaN(outputs[i]) ? "nan" : outputs[i] > 0 ? "inf" : "-inf"));
                break;
            }
        }
        faults.throwIfAny();
    }

    private static List<String> classes(double[] outputs, int width, List<String> names) {
        List<String> classes = new ArrayList<>();
        for (int from = 0; from < outputs.length; from += width) {
            int best = Accuracy.greatest(outputs, from, width);
            classes.add(best < names.size() ? names.get(best) : Integer.toString(best));
        }
        return classes;
    }
}
