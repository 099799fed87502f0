package dev.downhill.training.record;

import java.util.List;
import java.util.stream.Stream;

/**
 * The metrics of a run at the steps at which they were evaluated. One thread appends, any number may read at the same
 * time: a reader sees every entry below {@link #count()}.
 */
public final class MetricHistory {
    private final List<Metric> metrics;
    private final NumberLog steps = new NumberLog();
    private final List<NumberLog> values;
    private volatile int count;

    MetricHistory(List<Metric> metrics) {
        this.metrics = List.copyOf(metrics);
        this.values = Stream.generate(NumberLog::new).limit(metrics.size()).toList();
    }

    /** Returns the metrics, one for each column. */
    public List<Metric> metrics() {
        return metrics;
    }

    /** Returns whether there is more than the test loss, which a trajectory also shows on its own. */
    public boolean hasMoreThanTestLoss() {
        return !metrics.isEmpty() && !metrics.equals(List.of(Metric.TEST_LOSS));
    }

    /** Returns how many entries there are so far. */
    public int count() {
        return count;
    }

    /**
     * Returns after how many updates an entry was taken.
     *
     * @param entry from 0 up to but without {@link #count}
     */
    public long step(int entry) {
        return (long) steps.get(entry);
    }

    /**
     * Returns a metric of an entry; NaN where it was not evaluated then, or is not finite.
     *
     * @param entry from 0 up to but without {@link #count}
     * @param column the place of the metric in {@link #metrics}
     */
    public double value(int entry, int column) {
        return values.get(column).get(entry);
    }

    /** Returns how many entries were taken after at most so many updates. */
    public int upTo(long updates) {
        return steps.upTo(updates, count);
    }

    /** Returns the entry of a step, or -1. */
    public int at(long step) {
        int entry = upTo(step) - 1;
        return entry >= 0 && step(entry) == step ? entry : -1;
    }

    /** Returns how many numbers an entry takes: its step and its metrics. */
    int width() {
        return 1 + metrics.size();
    }

    /** Appends an entry and returns true; returns false, and appends nothing, where there is one of that step or a later one. */
    boolean append(long step, double[] numbers, int from) {
        if (count > 0 && step(count - 1) >= step) {
            return false;
        }
        steps.append((double) step);
        for (int column = 0; column < values.size(); column++) {
            double value = numbers[from + column];
            values.get(column).append(Double.isFinite(value) ? value : Double.NaN);
        }
        count = steps.size();
        return true;
    }

    /** Adds every number to a fingerprint. */
    void addTo(Fingerprint fingerprint) {
        fingerprint.add((long) count);
        for (int entry = 0; entry < count; entry++) {
            fingerprint.add(step(entry));
            for (int column = 0; column < metrics.size(); column++) {
                fingerprint.add(value(entry, column));
            }
        }
    }

    /** Gives back the room for numbers that never came. */
    void trim() {
        steps.trim();
        values.forEach(NumberLog::trim);
    }

    /** Returns the number of bytes that the numbers take. */
    long bytes() {
        return (long) Double.BYTES * width() * count;
    }
}
