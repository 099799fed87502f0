package dev.downhill.explain.rate;

import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import dev.downhill.engine.autograd.Allowance;
import dev.downhill.explain.landscape.Sharpness;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Recording;
import dev.downhill.specification.RunLength;
import dev.downhill.specification.StopRule;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.RunCost;
import dev.downhill.training.run.RunMemory;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import dev.downhill.training.step.Divergence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The range test of learning rates: a run from the initial weights whose rate grows exponentially (L. N. Smith, <i>Cyclical
 * Learning Rates for Training Neural Networks</i>, 2015, section 3.3, with the exponential growth and the smoothing of fastai's
 * {@code lr_find}).
 *
 * @param learningRate the rate of each step
 * @param loss the loss that the step's forward pass computed on its batch, before its update
 * @param smoothedLoss the loss itself where every step sees all rows and nothing is random, else its mean over the steps so far
 *     with weights that fall by 0.98 a step
 * @param steepest the rate before the least smoothed loss at which it falls fastest over the logarithm of the rate, the first tenth
 *     of the steps left out; null where it falls nowhere
 * @param diverges the rate of the update after which the smoothed loss rises at every step, until it is not finite or more than
 *     four times the least; null where it never is
 * @param sharpness the largest eigenvalue of the Hessian of the loss over all training rows, at the initial weights; null where
 *     it is not finite
 * @param limit 2 / sharpness, above which plain gradient descent grows at the initial weights; null where the loss curves upwards
 *     in no direction
 * @param converged whether the sharpness has converged; else the true number is a little larger
 */
public record RateTest(
        List<Double> learningRate,
        List<Double> loss,
        List<Double> smoothedLoss,
        @Nullable Double steepest,
        @Nullable Double diverges,
        @Nullable Double sharpness,
        @Nullable Double limit,
        boolean converged) {
    private static final double SMOOTHING = 0.98;

    /** A loss above the least by three times its size is four times as large, if it is positive. */
    private static final double TIMES = 3;

    /** A loss that is smaller by this factor than the first one is rounding alone. */
    private static final double NOTHING = 1e-30;

    private static final int BYTES_PER_STEP = 3 * 24;

    /** Returns the estimated duration of the test, without that of the sharpness. */
    public static Duration estimate(JobSpecification job, RateRange rates) {
        return RunCost.of(trial(job, rates)).whole();
    }

    /** Returns how much there is to do, which {@link dev.downhill.specification.Limits#work} bounds. */
    public static double work(JobSpecification job, RateRange rates) {
        return trial(job, rates).work();
    }

    /**
     * Returns the test of a job from its initial weights. It ends when the loss is not finite.
     *
     * @param nanoseconds the time after which the best estimate of the sharpness so far is taken
     * @throws CancellationException if the thread is interrupted
     */
    public static RateTest of(JobSpecification job, RateRange rates, long nanoseconds) {
        JobSpecification trial = trial(job, rates);
        Allowance.take(RunMemory.of(trial, 0).bytes() + (long) BYTES_PER_STEP * rates.count());
        Checkpoint start = Checkpoint.initial(trial);
        var trainer = new Trainer(trial, start, new Checkpoints(start, 0, 0));
        TrainingResult result = trainer.run(() -> Thread.currentThread().isInterrupted() ? Outcome.CANCELLED : null);
        if (result.outcome() == Outcome.CANCELLED) {
            throw new CancellationException("the learning rates were not tried in time");
        }
        double[] losses = losses(trainer.trajectory());
        double[] smoothed = isSteady(trial) ? losses : smoothed(losses);
        int end = end(smoothed);
        Sharpness sharpness = Sharpness.at(start, trial, nanoseconds);
        return new RateTest(
                list(rates::at, losses.length),
                list(step -> losses[(int) step], losses.length),
                list(step -> smoothed[(int) step], losses.length),
                steepest(smoothed, end, rates),
                diverges(smoothed, end, result.divergence(), rates),
                sharpness.sharpness(),
                sharpness.learningRateLimit(),
                sharpness.converged());
    }

    /** The job with other rates, no test rows and no text at the end, from its first step to the last rate. */
    private static JobSpecification trial(JobSpecification job, RateRange rates) {
        Dataset rows = job.data().training();
        var training = new Dataset(rows.inputs(), rows.target(), rows.classes(), null);
        return job.with(new Partition(training, null, null, null))
                .with(job.optimization().with(rates))
                .with(new RunLength(job.batching(), rates.count(), StopRule.NONE))
                .with(new Recording(1, Recording.Parameters.NONE, false));
    }

    private static boolean isSteady(JobSpecification job) {
        return job.batching().size() == job.data().training().rows()
                && !job.model().isRandom();
    }

    private static double[] losses(Trajectory trajectory) {
        double[] losses = new double[trajectory.points()];
        for (int point = 0; point < losses.length; point++) {
            losses[point] = trajectory.loss(point);
        }
        return losses;
    }

    private static double[] smoothed(double[] losses) {
        double[] smoothed = new double[losses.length];
        double mean = 0;
        double weight = 0;
        for (int i = 0; i < losses.length; i++) {
            mean = SMOOTHING * mean + (1 - SMOOTHING) * losses[i];
            weight = SMOOTHING * weight + (1 - SMOOTHING);
            smoothed[i] = mean / weight;
        }
        return smoothed;
    }

    /** Returns the first step whose loss is more than four times the least before; the number of steps if there is none. */
    private static int end(double[] smoothed) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < smoothed.length; i++) {
            if (smoothed[i] > least + TIMES * Math.abs(least) + NOTHING * Math.abs(smoothed[0])) {
                return i;
            }
            least = Math.min(least, smoothed[i]);
        }
        return smoothed.length;
    }

    /** Looks before the least loss only: behind it a loss falls fast where it has jumped up before. */
    private static @Nullable Double steepest(double[] smoothed, int end, RateRange rates) {
        int first = Math.max(1, rates.count() / 10);
        int least = first;
        for (int i = first; i < end; i++) {
            least = smoothed[i] < smoothed[least] ? i : least;
        }
        double steepest = 0;
        int found = -1;
        for (int i = first; i < least; i++) {
            double slope = (smoothed[i + 1] - smoothed[i - 1]) / (2 * rates.step());
            if (slope < steepest) {
                steepest = slope;
                found = i;
            }
        }
        return found < 0 ? null : rates.at(found);
    }

    /** Goes back from the end over the losses that rise: the loss of a step is that after the update of the step before. */
    private static @Nullable Double diverges(
            double[] smoothed, int end, @Nullable Divergence divergence, RateRange rates) {
        boolean toTheEnd = end == smoothed.length;
        if (toTheEnd && (divergence == null || end == 0)) {
            return null;
        }
        int begins = end - 1;
        while (begins > 0 && smoothed[begins - 1] < smoothed[begins]) {
            begins--;
        }
        return rates.at(begins);
    }

    private static List<Double> list(LongToDoubleFunction values, int count) {
        List<Double> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(values.applyAsDouble(i));
        }
        return list;
    }
}
