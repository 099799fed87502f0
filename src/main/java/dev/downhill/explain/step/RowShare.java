package dev.downhill.explain.step;

import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Mean;
import dev.downhill.specification.Forward;
import dev.downhill.training.replay.ReplayedStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the share that a row has in the batch: the gradient that flows through the row's prediction is the gradient of the
 * row's own loss, divided by the number of rows or by 1.
 *
 * <p>In any other case the rows depend on each other. In double precision both ways to compute it agree to rounding.
 */
final class RowShare {
    private static final double TOLERANCE = 1e-8;

    private final RowPass pass;
    private final ReplayedStep step;
    private final long mostNumbers;

    RowShare(RowPass pass, ReplayedStep step, long mostNumbers) {
        this.pass = pass;
        this.step = step;
        this.mostNumbers = mostNumbers;
    }

    /**
     * Returns by what the row's loss is divided: a mean over the rows by their number, any other loss by 1.
     *
     * @throws RowFault if the rows depend on each other
     */
    int divisor(int row) {
        Tensor loss = pass.forward().loss();
        boolean mean =
                loss.op() instanceof Mean && pass.axes().has(loss.inputs().getFirst());
        int divisor = mean ? step.rows().length : 1;
        if (!agree(alone(), within(row), divisor)) {
            throw RowFault.mixed();
        }
        return divisor;
    }

    /** The prediction of the row, and the gradients of its own loss. */
    private List<double[]> alone() {
        List<Tensor> outputs = new ArrayList<>(List.of(pass.forward().prediction()));
        outputs.addAll(pass.gradients());
        var values = new NodeValues(outputs, pass.given(), DType.FLOAT64, mostNumbers, RowAxes.NONE);
        List<double[]> found =
                new ArrayList<>(List.of(values.of(pass.forward().prediction()).values()));
        step.graph()
                .trained()
                .forEach(name -> found.add(
                        pass.gradient(pass.forward().parameter(name), values).values()));
        return found;
    }

    /** The same within the batch: the other rows' gradients at the prediction count as 0. */
    private List<double[]> within(int row) {
        Forward batch = step.graph().forward();
        Tensor prediction = batch.prediction();
        int width = prediction.shape().size() / prediction.shape().dim(0);
        double[] mask = new double[prediction.shape().size()];
        Arrays.fill(mask, row * width, (row + 1) * width, 1);
        Tensor arrived = BackwardPass.of(batch.loss()).gradient(prediction).detach();
        Tensor through = prediction
                .mul(arrived)
                .mul(Tensor.of(new NDArray(prediction.shape(), mask)))
                .sum();
        BackwardPass back = BackwardPass.of(through);
        List<Tensor> outputs = new ArrayList<>(List.of(prediction));
        step.graph().trained().forEach(name -> outputs.add(back.gradient(batch.parameter(name))));
        var values = new NodeValues(outputs, step.given(), DType.FLOAT64, mostNumbers, RowAxes.NONE);
        List<double[]> found = new ArrayList<>(
                outputs.stream().map(output -> values.of(output).values()).toList());
        found.set(0, Arrays.copyOfRange(found.getFirst(), row * width, (row + 1) * width));
        return found;
    }

    private static boolean agree(List<double[]> alone, List<double[]> within, int divisor) {
        return close(alone.getFirst(), within.getFirst(), 1)
                && close(flat(alone.subList(1, alone.size())), flat(within.subList(1, within.size())), divisor);
    }

    private static double[] flat(List<double[]> all) {
        return all.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static boolean close(double[] alone, double[] within, int divisor) {
        double largest = Arrays.stream(within)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        return IntStream.range(0, alone.length).allMatch(i -> {
            double expected = alone[i] / divisor;
            return !Double.isFinite(expected)
                    || !Double.isFinite(within[i])
                    || Math.abs(expected - within[i]) <= TOLERANCE * largest + Double.MIN_NORMAL;
        });
    }
}
