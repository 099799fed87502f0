package dev.downhill.training.evaluation;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.compile.Loops;
import dev.downhill.engine.loss.Targets;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The quality of a model on some rows: their graph without dropout, ready to run with any values of the parameters.
 *
 * <p>Not safe for several threads.
 */
public final class Evaluation {
    private final JobSpecification job;
    private Dataset rows;
    private final Forward forward;
    private final Loop program;

    /**
     * Returns an evaluation that is used once.
     *
     * @throws dev.downhill.specification.fault.InvalidSpecification if the model does not fit that many rows
     */
    public Evaluation(JobSpecification job, Dataset rows) {
        this(job, rows, 1);
    }

    /**
     * Returns an evaluation.
     *
     * @param times about how often it is used; an evaluation that is used often is compiled.
     * @throws dev.downhill.specification.fault.InvalidSpecification if the model does not fit that many rows.
     */
    public Evaluation(JobSpecification job, Dataset rows, long times) {
        this.job = job;
        this.rows = rows;
        var faults = new Faults();
        Forward graph = Forward.of(job, rows.rows(), Forward.Mode.EVALUATION, faults);
        faults.throwIfAny();
        this.forward = Objects.requireNonNull(graph, "without a fault there is a graph");
        var once = new StepGraph(forward.loss(), List.of(), List.of(forward.prediction()), List.of(), List.of(), 0);
        this.program = Loops.of(once, job.dtype(), times);
        feed(rows);
    }

    /** Gives the graph other rows, of the same number. */
    public void feed(Dataset others) {
        rows = others;
        forward.feed(program, job, others);
    }

    /**
     * The result of an evaluation.
     *
     * @param loss over the rows, with the regularization; it may be infinite or NaN.
     * @param accuracy the share of rows with the right class; a row with an output that is not a number counts as
     *     wrong; null without classes.
     * @param r2 the coefficient of determination, which may be infinite or NaN; null with classes, and for one row.
     */
    public record Score(
            double loss,
            @Nullable Double accuracy,
            @Nullable Double r2) {}

    /**
     * Returns loss and metrics with some values of the parameters.
     *
     * @param parameters each parameter's elements by name, row-major
     * @throws dev.downhill.engine.kernel.StepInterrupted if the thread is interrupted
     */
    public Score of(Map<String, double[]> parameters) {
        double[] outputs = predict(parameters);
        double loss = program.get(forward.loss())[0];
        double[] expected = rows.target().values();
        Targets targets = job.loss().targets();
        return new Score(
                loss,
                Accuracy.of(targets, outputs, expected),
                targets == Targets.NUMBERS ? Determination.of(outputs, expected, rows.rows()) : null);
    }

    /** Returns the classes that the outputs of the last {@link #of} took for each other; see {@link Confusion#count}. */
    public @Nullable ClassCounts counts() {
        return Confusion.count(job.loss().targets(), program.get(forward.prediction()), rows);
    }

    /** Returns the lengths along the dimensions of the outputs, the rows first. */
    public int[] outputDims() {
        return forward.prediction().shape().dims();
    }

    /**
     * Returns the outputs, row after row.
     *
     * @param parameters each parameter's elements by name, row-major
     * @throws dev.downhill.engine.kernel.StepInterrupted if the thread is interrupted
     */
    public double[] predict(Map<String, double[]> parameters) {
        parameters.forEach((name, values) -> program.set(forward.parameter(name), values));
        program.run(1, new double[0], new double[1]);
        return program.get(forward.prediction());
    }
}
