package dev.downhill.explain.transcript;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.compile.Loops;
import dev.downhill.explain.transcript.printout.Deadline;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import dev.downhill.training.evaluation.Accuracy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A forward and a backward pass over some rows with any weights: what a tutorial measures beside its steps. */
final class RowsPass {
    private static final int FEW_OUTPUTS = 64;

    private final JobSpecification job;
    private final Forward forward;
    private final List<String> trained;
    private final List<Tensor> gradients;
    private final Loop loop;

    /**
     * @param rows how many there are
     * @param times about how many passes are taken
     * @param backward whether gradients are wanted
     */
    RowsPass(JobSpecification job, int rows, long times, boolean backward) {
        this.job = job;
        var faults = new Faults();
        Forward graph = Forward.of(job, rows, Forward.Mode.EVALUATION, faults);
        faults.throwIfAny();
        this.forward = Objects.requireNonNull(graph, "without a fault there is a graph");
        this.trained = job.parameterNames().stream()
                .filter(name -> backward && !job.frozen().contains(name))
                .toList();
        this.gradients = Gradients.of(
                forward.loss(), trained.stream().map(forward::parameter).toList());
        List<Tensor> outputs = new ArrayList<>(List.of(forward.prediction()));
        outputs.addAll(gradients);
        this.loop = Loops.of(
                new StepGraph(forward.loss(), List.of(), outputs, List.of(), List.of(), 0), job.dtype(), times);
    }

    /**
     * The measurements of a pass.
     *
     * @param accuracy null where the targets are no classes
     * @param meanSquare of the differences between targets and outputs, and
     * @param meanAbsolute of their absolute values; not a number where the targets are classes
     * @param outputs row after row, or empty where there are many
     * @param gradients of each trained parameter, where they are wanted
     */
    record Measured(
            double loss,
            @Nullable Double accuracy,
            double meanSquare,
            double meanAbsolute,
            double[] outputs,
            Map<String, double[]> gradients) {}

    /** @throws java.util.concurrent.CancellationException if the thread was interrupted */
    Measured at(Map<String, double[]> weights, Dataset rows) {
        Deadline.stopIfInterrupted();
        forward.feed(loop, job, rows);
        weights.forEach((name, values) -> loop.set(forward.parameter(name), values));
        double[] loss = new double[1];
        int unused = loop.run(1, new double[0], loss);
        double[] outputs = loop.get(forward.prediction());
        double[] expected = rows.target().values();
        double squares = Double.NaN;
        double absolutes = Double.NaN;
        if (outputs.length == expected.length) {
            squares = 0;
            absolutes = 0;
            for (int i = 0; i < outputs.length; i++) {
                double difference = outputs[i] - expected[i];
                squares += difference * difference / outputs.length;
                absolutes += Math.abs(difference) / outputs.length;
            }
        }
        Map<String, double[]> slopes = new LinkedHashMap<>();
        for (int i = 0; i < gradients.size(); i++) {
            slopes.put(trained.get(i), loop.get(gradients.get(i)));
        }
        return new Measured(
                loss[0],
                Accuracy.of(job.loss().targets(), outputs, expected),
                squares,
                absolutes,
                outputs.length <= FEW_OUTPUTS ? outputs : new double[0],
                slopes);
    }
}
