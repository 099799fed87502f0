package dev.downhill.explain.transcript;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.DType;
import dev.downhill.explain.transcript.Convention.LossKind;
import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Recording;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.replay.Replay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of a program with every step recorded.
 *
 * <p>A number that the run does not have, such as the gradient of step 0, is null; one that is not finite is not a number.
 */
final class Rerun {
    private final JobSpecification job;
    private final Trajectory trajectory;
    private final boolean diverged;
    private final Map<Pass, RowsPass.Measured> measured = new HashMap<>();
    private final Map<Kind, RowsPass> passes = new HashMap<>();
    private final Map<Long, Dataset> batches = new HashMap<>();
    private @Nullable List<int[]> rows;

    /** The rows that a pass is over. */
    enum Over {
        BATCH,
        ALL,
        TEST
    }

    private record Pass(Over over, long weights, long batch, boolean backward) {}

    private record Kind(int rows, boolean backward) {}

    /** @param steps how many are needed */
    Rerun(Program program, DType dtype, long steps) {
        this.job = program.job().with(dtype).with(new Recording(1, Recording.Parameters.ALL, true));
        Course course = program.run(dtype, steps);
        this.trajectory = course.trajectory();
        this.diverged = course.diverged();
        this.rows = course.rows();
    }

    JobSpecification job() {
        return job;
    }

    /** Returns how many steps were taken. */
    long steps() {
        return trajectory.points();
    }

    /** Returns whether the run left the finite range in the step after {@link #steps}. */
    boolean isDiverged() {
        return diverged;
    }

    long stepsPerEpoch() {
        return job.batching().stepsPerEpoch(job.data().training().rows());
    }

    private boolean isBeyond(long step) {
        return diverged && step > steps() && step <= job.steps();
    }

    /** Returns a parameter's elements after so many updates. */
    double @Nullable [] parameter(String name, long step) {
        Track track = trajectory.parameter(name);
        if (track == null || step < 0 || (step > steps() && !isBeyond(step))) {
            return null;
        }
        if (step > steps()) {
            return notFinite(track.width());
        }
        return step == 0 ? track.initial() : track.values((int) step - 1);
    }

    /** Returns a parameter's gradient as the optimizer saw it in a step. */
    double @Nullable [] gradient(String name, long step) {
        Track track = trajectory.gradients().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
        if (track == null || step < 1 || (step > steps() && !isBeyond(step))) {
            return null;
        }
        return step > steps() ? notFinite(track.width()) : track.values((int) step - 1);
    }

    private static double[] notFinite(int width) {
        double[] numbers = new double[width];
        Arrays.fill(numbers, Double.NaN);
        return numbers;
    }

    /** Returns the loss at a position. */
    @Nullable
    Double loss(LossKind kind, Position at) {
        long step = at.step();
        return switch (kind) {
            case BEFORE_UPDATE -> taken(step);
            case AFTER_UPDATE -> loss(measure(Over.ALL, Moment.AFTER_UPDATE, step));
            case EPOCH_MEAN -> mean(step, stepsPerEpoch());
            case EPOCH_SUM -> sum(step, stepsPerEpoch());
            case RUNNING_MEAN -> at.since() < 2 ? null : mean(step, at.since());
            case EPOCH_ROW_MEAN -> rowMean(step);
            case BATCH_AFTER_UPDATE -> loss(measure(Over.BATCH, Moment.AFTER_UPDATE, step));
            case ALL_ROWS_BEFORE_UPDATE -> loss(measure(Over.ALL, Moment.BEFORE_UPDATE, step));
            case TEST_ROWS -> loss(measure(Over.TEST, Moment.AFTER_UPDATE, step));
        };
    }

    private static @Nullable Double loss(RowsPass.@Nullable Measured measured) {
        return measured == null ? null : (Double) measured.loss();
    }

    /** Returns the loss of a step's forward pass; that of the step which left the finite range is computed again. */
    private @Nullable Double taken(long step) {
        if (step >= 1 && step <= steps()) {
            return trajectory.loss((int) step - 1);
        }
        if (!isBeyond(step)) {
            return null;
        }
        Double again = step == steps() + 1 ? loss(measure(Over.BATCH, Moment.BEFORE_UPDATE, step)) : null;
        return again == null ? (Double) Double.NaN : again;
    }

    private @Nullable Double sum(long step, long count) {
        double sum = 0;
        for (long k = step - count + 1; k <= step; k++) {
            Double loss = taken(k);
            if (loss == null) {
                return null;
            }
            sum += loss;
        }
        return sum;
    }

    private @Nullable Double mean(long step, long count) {
        Double sum = sum(step, count);
        return sum == null ? null : (Double) (sum / count);
    }

    private @Nullable Double rowMean(long step) {
        long first = step - stepsPerEpoch() + 1;
        double sum = 0;
        int count = 0;
        for (long k = first; k <= step; k++) {
            Double loss = taken(k);
            if (loss == null) {
                return null;
            }
            int size = rowsOf(k);
            sum += loss * size;
            count += size;
        }
        return sum / count;
    }

    private int rowsOf(long step) {
        int all = job.data().training().rows();
        int size = job.batching().size();
        boolean last = step % stepsPerEpoch() == 0;
        return last ? all - (int) (stepsPerEpoch() - 1) * size : size;
    }

    /** Returns the penalty on the weights after so many updates. */
    double penalty(long step) {
        double penalty = 0;
        for (Track track : trajectory.parameters()) {
            double[] values = parameter(track.name(), step);
            for (double value : values == null ? new double[0] : values) {
                penalty += job.regularization().l1() * Math.abs(value)
                        + job.regularization().l2() * value * value;
            }
        }
        return penalty;
    }

    /** Returns what a pass over some rows measures at a step, before its update or after it. */
    RowsPass.@Nullable Measured measure(Over over, Moment moment, long step) {
        return measure(over, moment, step, false);
    }

    /** Returns the gradient over some rows at a step, before its update or after it. */
    double @Nullable [] slope(String parameter, Over over, Moment moment, long step) {
        RowsPass.Measured pass = measure(over, moment, step, true);
        return pass == null ? null : pass.gradients().get(parameter);
    }

    private RowsPass.@Nullable Measured measure(Over over, Moment moment, long step, boolean backward) {
        long weights = moment == Moment.AFTER_UPDATE ? step : step - 1;
        if (weights < 0 || weights > steps() || (over == Over.BATCH && step < 1)) {
            return null;
        }
        var pass = new Pass(over, weights, over == Over.BATCH ? step : 0, backward);
        RowsPass.Measured known = measured.get(pass);
        if (known == null) {
            Dataset data = rows(over, step);
            if (data == null) {
                return null;
            }
            known = passes.computeIfAbsent(
                            new Kind(data.rows(), backward),
                            kind -> new RowsPass(job, kind.rows(), steps(), kind.backward()))
                    .at(weights(weights), data);
            measured.put(pass, known);
        }
        return known;
    }

    private Map<String, double[]> weights(long step) {
        Map<String, double[]> weights = new LinkedHashMap<>();
        for (Track track : trajectory.parameters()) {
            double[] values = parameter(track.name(), step);
            weights.put(track.name(), values == null ? track.initial() : values);
        }
        return weights;
    }

    /** Returns the rows of a pass, or null where there are none. */
    @Nullable
    Dataset rows(Over over, long step) {
        Dataset training = job.data().training();
        return switch (over) {
            case ALL -> training;
            case TEST -> job.data().test();
            case BATCH -> job.batching().isAlwaysAll(training.rows()) ? training : batch(step);
        };
    }

    private @Nullable Dataset batch(long step) {
        List<int[]> all = rows;
        if (all == null) {
            all = new ArrayList<>();
            var replay = new Replay(job, Checkpoint.initial(job));
            while (all.size() < steps() && !Thread.currentThread().isInterrupted()) {
                all.add(replay.next().rows());
            }
            rows = all;
        }
        if (step < 1 || step > all.size()) {
            return null;
        }
        int[] selected = all.get((int) step - 1);
        return batches.computeIfAbsent(step, unused -> job.data().training().select(selected));
    }
}
