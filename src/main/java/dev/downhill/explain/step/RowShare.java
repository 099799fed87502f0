package dev.downhill.explain.step;

import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Mean;
import dev.downhill.engine.autograd.op.Sum;
import dev.downhill.specification.Forward;
import dev.downhill.training.replay.ReplayedStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
        int rows = step.rows().length;
        Tensor loss = reduced(pass.forward().dataLoss());
        if (rows == 1) {
            return 1;
        }
        if (loss == null
                || !pass.axes().has(loss.inputs().getFirst())
                || !agree(alone(), within(row), loss.op() instanceof Mean ? rows : 1)) {
            throw RowFault.mixed();
        }
        return loss.op() instanceof Mean ? rows : 1;
    }

    /** Returns the mean or the sum that a loss is, without means and sums of one number; null if it is neither. */
    private static @Nullable Tensor reduced(Tensor loss) {
        boolean isReduced = loss.op() instanceof Mean || loss.op() instanceof Sum;
        if (!isReduced) {
            return null;
        }
        Tensor numbers = loss.inputs().getFirst();
        return numbers.shape().rank() > 0 ? loss : reduced(numbers);
    }

    /** The numbers that a loss is the mean or the sum of. */
    private static Tensor numbers(Forward forward) {
        Tensor loss = Objects.requireNonNull(reduced(forward.dataLoss()), "the loss of a row is a mean or a sum too");
        return loss.inputs().getFirst();
    }

    /** The prediction of the row, the numbers of its own loss, and their gradients. */
    private List<double[]> alone() {
        List<Tensor> outputs = new ArrayList<>(List.of(pass.forward().prediction(), numbers(pass.forward())));
        List<Tensor> forward = List.copyOf(outputs);
        outputs.addAll(pass.gradients());
        var values = new NodeValues(outputs, pass.given(), DType.FLOAT64, mostNumbers, RowAxes.NONE);
        List<double[]> found = new ArrayList<>(
                forward.stream().map(output -> values.of(output).values()).toList());
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
        double[] mask = new double[prediction.shape().size()];
        int width = mask.length / step.rows().length;
        Arrays.fill(mask, row * width, (row + 1) * width, 1);
        Tensor arrived = BackwardPass.of(batch.loss()).gradient(prediction).detach();
        Tensor through = prediction
                .mul(arrived)
                .mul(Tensor.of(new NDArray(prediction.shape(), mask)))
                .sum();
        BackwardPass back = BackwardPass.of(through);
        List<Tensor> outputs = new ArrayList<>(List.of(prediction, numbers(batch)));
        step.graph().trained().forEach(name -> outputs.add(back.gradient(batch.parameter(name))));
        var values = new NodeValues(outputs, step.given(), DType.FLOAT64, mostNumbers, RowAxes.NONE);
        List<double[]> found = new ArrayList<>(
                outputs.stream().map(output -> values.of(output).values()).toList());
        for (int i = 0; i < 2; i++) {
            double[] all = found.get(i);
            int each = all.length / step.rows().length;
            found.set(i, Arrays.copyOfRange(all, row * each, (row + 1) * each));
        }
        return found;
    }

    private static boolean agree(List<double[]> alone, List<double[]> within, int divisor) {
        return close(alone.getFirst(), within.getFirst(), 1)
                && close(alone.get(1), within.get(1), 1)
                && close(flat(alone.subList(2, alone.size())), flat(within.subList(2, within.size())), divisor);
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
        return alone.length == within.length
                && IntStream.range(0, alone.length).allMatch(i -> {
                    double expected = alone[i] / divisor;
                    return !Double.isFinite(expected)
                            || !Double.isFinite(within[i])
                            || Math.abs(expected - within[i]) <= TOLERANCE * largest + Double.MIN_NORMAL;
                });
    }
}
