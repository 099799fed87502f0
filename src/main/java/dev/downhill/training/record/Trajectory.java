package dev.downhill.training.record;

import dev.downhill.specification.JobSpecification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of a run: the loss, the parameters after the update, and the gradients at some of its steps.
 *
 * <p>One thread appends, any number may read at the same time: a reader sees every point below {@link #points()}.
 */
public final class Trajectory {
    private final List<Track> parameters;
    private final List<Track> gradients;
    private final KeptSteps steps = new KeptSteps();
    private final NumberLog losses = new NumberLog();
    private final MetricHistory metrics;
    private final TestLosses testLosses = new TestLosses();
    private volatile int points;

    /**
     * Returns an empty trajectory.
     *
     * @param parameters one track for each recorded parameter, holding its initial value
     * @param gradients one track for each recorded gradient
     * @param metrics what is evaluated now and then
     */
    public Trajectory(List<Track> parameters, List<Track> gradients, List<Metric> metrics) {
        this.parameters = List.copyOf(parameters);
        this.gradients = List.copyOf(gradients);
        this.metrics = new MetricHistory(metrics);
    }

    /** Returns how many points are recorded so far. */
    public int points() {
        return points;
    }

    /**
     * Returns the step, from 1, that a point is of.
     *
     * @param point from 0 up to but without {@link #points()}
     */
    public long step(int point) {
        return steps.get(point);
    }

    /** Returns the loss that the forward pass of a point's step computed, before its update. */
    public double loss(int point) {
        return losses.get(point);
    }

    /** Returns the recorded parameters, each after the update of a recorded step. */
    public List<Track> parameters() {
        return parameters;
    }

    /**
     * Returns the recorded gradients of trained parameters, as the optimizer saw them: clipped, and added up without
     * {@code zeroGrad}.
     */
    public List<Track> gradients() {
        return gradients;
    }

    /** Returns the metrics, as far as they were evaluated, the loss over the test rows among them. */
    public MetricHistory metrics() {
        return metrics;
    }

    /** Returns the loss over the test rows, as far as it was evaluated. */
    public TestLosses testLosses() {
        return testLosses;
    }

    /** Returns the parameter of a name, or null. */
    public @Nullable Track parameter(String name) {
        return parameters.stream()
                .filter(track -> track.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Returns whether every point holds every element of every parameter of a job. */
    public boolean isWhole(JobSpecification job) {
        return job.model().statistics().isEmpty()
                && parameters.size() == job.model().parameters().size()
                && parameters.stream().allMatch(track -> track.detail() == Track.Detail.ALL);
    }

    /** Returns the first point at or after a step; {@link #points()} if there is none so far. */
    public int firstFrom(long step) {
        int low = 0;
        int high = points;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (step(middle) < step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the number of bytes that the recorded numbers take. */
    public long bytes() {
        long perPoint = 2;
        for (List<Track> tracks : List.of(parameters, gradients)) {
            for (Track track : tracks) {
                perPoint += track.width();
            }
        }
        long tests = 2L * Double.BYTES * testLosses.count();
        return perPoint * Double.BYTES * (points + 1L) + metrics.bytes() + tests;
    }

    /** Adds every recorded number to a fingerprint. */
    void addTo(Fingerprint fingerprint) {
        int count = points;
        fingerprint.add((long) count);
        for (int point = 0; point < count; point++) {
            fingerprint.add(step(point));
        }
        for (int point = 0; point < count; point++) {
            fingerprint.add(loss(point));
        }
        for (List<Track> tracks : List.of(parameters, gradients)) {
            fingerprint.add((long) tracks.size());
            tracks.forEach(track -> track.addTo(fingerprint, count));
        }
        fingerprint.add((long) testLosses.count());
        for (int entry = 0; entry < testLosses.count(); entry++) {
            fingerprint.add(testLosses.step(entry));
            fingerprint.add(testLosses.loss(entry));
        }
        if (metrics.hasMoreThanTestLoss()) {
            metrics.addTo(fingerprint);
        }
    }

    /** Gives back the room for numbers that never came; nothing is appended any more. */
    public void trim() {
        steps.trim();
        losses.trim();
        metrics.trim();
        testLosses.trim();
        List.of(parameters, gradients).forEach(tracks -> tracks.forEach(Track::trim));
    }

    /** Appends points that another process has recorded. */
    public void append(PackedPoints packed) {
        if (packed.count() > 0 && packed.first() != points) {
            throw new IllegalArgumentException("point " + packed.first() + " does not follow " + points + " points");
        }
        packed.appendTo(this, steps, losses);
        points = losses.size();
    }

    /**
     * Appends metrics, unless there are some of this step or a later one.
     *
     * @param step how many updates had been made
     * @param numbers holds one number for each of {@link MetricHistory#metrics} from a place on; NaN for one that was not
     *     evaluated
     */
    public void evaluated(long step, double[] numbers, int from) {
        // Before the entry, so that a reader who sees it sees the loss too.
        int column = metrics.metrics().indexOf(Metric.TEST_LOSS);
        if (column >= 0) {
            testLosses.append(step, numbers[from + column]);
        }
        boolean unused = metrics.append(step, numbers, from);
    }

    /** Appends a point whose tracks have been appended to already. */
    void append(long step, double loss) {
        append(step, 1, new double[] {loss}, 1);
    }

    /**
     * Appends the points of consecutive steps, whose tracks have been appended to already.
     *
     * @param tape holds the loss of each step, {@code width} numbers from one to the next
     */
    void append(long firstStep, int count, double[] tape, int width) {
        steps.append(firstStep, count);
        losses.append(tape, 0, 1, width, count);
        points = losses.size();
    }
}
